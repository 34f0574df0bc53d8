package dev.charla.boot.reply;

import java.net.URI;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The language model that writes the engine's answers.
 *
 * @param baseUrl base URL of an OpenAI-compatible server, including {@code /v1}, such as {@code
 *     http://localhost:11434/v1} for Ollama; empty: the built-in skills answer
 * @param name the model's name on that server
 * @param apiKey API key, if the server needs one
 * @param timeout how long the model may take to send its next words
 */
@Validated
@ConfigurationProperties("charla.model")
public record ModelProperties(
        @Nullable URI baseUrl,
        @DefaultValue("llama3.2") String name,
        @Nullable String apiKey,
        @DefaultValue("30s") @DurationMin(millis = 100) @DurationMax(hours = 1) Duration timeout) {

    /** Whether a language model answers. */
    public boolean on() {
        return baseUrl != null && !baseUrl.toString().isBlank();
    }

    @Override
    public String toString() {
        return "ModelProperties[baseUrl=%s, name=%s]".formatted(baseUrl, name);
    }
}
