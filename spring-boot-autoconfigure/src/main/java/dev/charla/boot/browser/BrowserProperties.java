package dev.charla.boot.browser;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What a browser may do.
 *
 * @param maxConversations how many conversations may be open at once
 * @param maxLength how long one conversation may last
 * @param maxTextLength how many characters one typed message may have
 * @param ticketLife how long a page may take from requesting a conversation to opening its socket
 * @param resumeWithin how long a conversation waits for a page that lost its connection; zero: it
 *     does not wait
 * @param allowedOrigins other sites whose pages may open conversations here, such as {@code
 *     https://www.example.org}; pages of this server always may
 * @param offers what a page may choose for a conversation, by agent name; an agent without an entry
 *     offers the defaults of {@link Offer}
 */
@Validated
@ConfigurationProperties("charla.browser")
public record BrowserProperties(
        @DefaultValue("200") @Min(1) int maxConversations,
        @DefaultValue("60m") @DurationMin(minutes = 1) @DurationMax(days = 1) Duration maxLength,
        @DefaultValue("2000") @Min(1) @Max(100_000) int maxTextLength,
        @DefaultValue("60s") @DurationMin(seconds = 1) @DurationMax(hours = 1) Duration ticketLife,
        @DefaultValue("30s") @DurationMin(message = "must not be negative") @DurationMax(hours = 1)
                Duration resumeWithin,
        @DefaultValue List<String> allowedOrigins,
        @DefaultValue Map<String, @Valid Offer> offers) {

    /**
     * What a page may choose for one agent.
     *
     * @param title the agent's display name; empty: its name
     * @param voices voices to choose from, named as in {@code charla.agent.voice}; empty: the voice
     *     is fixed
     * @param languages language tags to choose from, such as {@code es-MX}; empty: the language is
     *     fixed
     * @param choices which of its settings a page may choose at all
     */
    public record Offer(
            @Nullable String title,
            @DefaultValue List<String> voices,
            @DefaultValue List<String> languages,
            @DefaultValue({"voice", "language", "sensitivity", "silence", "speed", "greeting"})
                    Set<Choice> choices) {
        static final Offer DEFAULTS =
                new Offer(null, List.of(), List.of(), EnumSet.allOf(Choice.class));
    }

    /** Something about a conversation that a page may choose. */
    public enum Choice {
        /** Which of the voices offered. */
        VOICE,
        /** Which of the languages offered. */
        LANGUAGE,
        /** How clearly one must speak to be heard. */
        SENSITIVITY,
        /** How long the caller may pause. */
        SILENCE,
        /** How fast the agent speaks; only voices that take a rate offer it. */
        SPEED,
        /** That the agent does not speak first. */
        GREETING
    }
}
