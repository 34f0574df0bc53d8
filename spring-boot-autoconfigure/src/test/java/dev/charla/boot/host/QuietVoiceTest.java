package dev.charla.boot.host;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;

class QuietVoiceTest {
    private static final String LOGGER = "logging.level.marytts";

    /** An application with nothing in it. */
    static class Empty {}

    @Test
    void theVoiceWritesNothingIntoTheApplicationsLog() {
        try (var context = application().run()) {
            assertThat(context.getEnvironment().getProperty(LOGGER)).isEqualTo("off");
        }
    }

    @Test
    void theApplicationDecidesWhereItSaysSo() {
        try (var context = application().run("--" + LOGGER + "=info")) {
            assertThat(context.getEnvironment().getProperty(LOGGER)).isEqualTo("info");
        }
    }

    private static SpringApplication application() {
        return new SpringApplicationBuilder(Empty.class).web(WebApplicationType.NONE).build();
    }
}
