package dev.charla.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.charla.boot.engine.EmbeddedEngine;
import dev.charla.boot.engine.OnOwnEngine;
import dev.charla.boot.settings.SettingException;
import java.net.URL;
import java.net.URLClassLoader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

class EmbeddedEngineTest {
    @Test
    void anImageWithoutSpeechDataSaysWhatItNeeds() throws Exception {
        try (var nothing = new URLClassLoader(new URL[0], null)) {
            assertThatThrownBy(() -> EmbeddedEngine.requireSpeech(nothing))
                    .isInstanceOf(SettingException.class)
                    .hasMessageContaining("without speech data");
        }
    }

    /** A setting is a value: it is not pasted into an expression. */
    @ParameterizedTest
    @CsvSource(
            value = {"https://lab.example/it's|false", "'|false", "''|false", " |true", "|true"},
            delimiter = '|',
            quoteCharacter = '"')
    void anEndpointOfWhateverCharactersIsAnEndpoint(@Nullable String endpoint, boolean own) {
        var application = new SpringApplication(Probe.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        try (var context =
                application.run(
                        "--charla.service.endpoint=" + (endpoint == null ? "" : endpoint))) {
            assertThat(context.containsBean("probe")).isEqualTo(own);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Probe {
        @Bean
        @Conditional(OnOwnEngine.class)
        String probe() {
            return "";
        }
    }

    @Test
    void speechDataIsFoundWhereItIs() {
        assertThatCode(() -> EmbeddedEngine.requireSpeech(getClass().getClassLoader()))
                .doesNotThrowAnyException();
    }
}
