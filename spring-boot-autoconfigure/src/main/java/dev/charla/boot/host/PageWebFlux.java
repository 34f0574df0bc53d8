package dev.charla.boot.host;

import dev.charla.boot.browser.PageJson;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.codec.ServerCodecConfigurer;
import org.springframework.http.codec.json.JacksonJsonDecoder;
import org.springframework.http.codec.json.JacksonJsonEncoder;
import org.springframework.web.reactive.config.EnableWebFlux;
import org.springframework.web.reactive.config.ResourceHandlerRegistry;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import tools.jackson.databind.json.JsonMapper;

/** The page's own WebFlux: its files, and its JSON whatever the application does with JSON. */
@Configuration(proxyBeanMethods = false)
@EnableWebFlux
class PageWebFlux implements WebFluxConfigurer {
    /** What a page sends over HTTP is a few words. */
    private static final int MOST_BODY_BYTES = 64 * 1024;

    @Override
    public void configureHttpMessageCodecs(ServerCodecConfigurer codecs) {
        JsonMapper json = PageJson.strict(JsonMapper.builder()).build();
        codecs.defaultCodecs().maxInMemorySize(MOST_BODY_BYTES);
        codecs.defaultCodecs().jacksonJsonDecoder(new JacksonJsonDecoder(json));
        codecs.defaultCodecs().jacksonJsonEncoder(new JacksonJsonEncoder(json));
    }

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler("/**").addResourceLocations("classpath:/charla/page/");
    }
}
