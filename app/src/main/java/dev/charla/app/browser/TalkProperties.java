package dev.charla.app.browser;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What a talk is like.
 *
 * @param voice the agent's voice, such as {@code en-US-AvaNeural} or {@code alloy}; empty: the
 *     service's own
 * @param instructions how the agent should behave; empty: the service's own
 * @param greeting what the agent says first, word for word; empty: the caller speaks first
 * @param threshold how clearly somebody must speak to be heard, 0 to 1
 * @param prefixPadding how much audio from before the speech is kept
 * @param silence how long the caller must be quiet before the turn ends; under 300 ms cuts people
 *     off in mid-sentence
 * @param transcription which model writes down the caller's words; empty: the service's choice
 */
@Validated
@ConfigurationProperties("charla.talk")
public record TalkProperties(
        @Nullable String voice,
        @Nullable String instructions,
        @Nullable String greeting,
        @DefaultValue("0.5") double threshold,
        @DefaultValue("300ms") Duration prefixPadding,
        @DefaultValue("500ms") Duration silence,
        @Nullable String transcription) {}
