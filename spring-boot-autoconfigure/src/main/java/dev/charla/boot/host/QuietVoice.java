package dev.charla.boot.host;

import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Switches the log of MaryTTS off, which writes dozens of lines at INFO for each sentence that is
 * spoken, and parts of the sentence at DEBUG. A setting of the application's own goes before it.
 */
public final class QuietVoice implements EnvironmentPostProcessor {
    private static final String LOGGER = "logging.level.marytts";

    @Override
    public void postProcessEnvironment(
            ConfigurableEnvironment environment, SpringApplication application) {
        environment
                .getPropertySources()
                .addLast(new MapPropertySource("charlaQuietVoice", Map.of(LOGGER, "off")));
    }
}
