package dev.charla.app;

import dev.charla.boot.browser.PageJson;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Has all of this program's JSON read as strictly as what comes on a page's socket. */
@Configuration(proxyBeanMethods = false)
class StrictRequests {
    @Bean
    JsonMapperBuilderCustomizer strictJson() {
        return PageJson::strict;
    }
}
