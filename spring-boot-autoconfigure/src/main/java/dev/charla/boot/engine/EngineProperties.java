package dev.charla.boot.engine;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.nio.file.Path;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The Voice Live service inside this process.
 *
 * @param key what clients other than the page must send as API key; empty: any client on this
 *     machine may connect, where nobody else can
 * @param maxSessions sessions that may be open at once
 * @param maxLoad what this process itself may take of its processors, from 0 to 1, before no
 *     further caller is heard, since that would make the others stutter; who types is answered all
 *     the same; 1: everybody is heard
 * @param maxLength how long a session may last; Azure's is an hour
 * @param maxRecognizers callers that may be heard at the same moment; each needs some 0.03 of a
 *     core while speaking
 * @param maxIdle how long a client may send nothing before its session ends; unset: as long as it
 *     likes, as at Azure
 * @param script file that says what is heard, answered and goes wrong, for tests; see
 *     docs/scripts.md
 * @param skills folder with skills of your own, in YAML, beside the built-in ones
 * @param skillsLanguage language the skills answer in: en or es; unset: the session's, where there
 *     are skills in it, else en
 */
@Validated
@ConfigurationProperties("charla.engine")
public record EngineProperties(
        @Nullable String key,
        @DefaultValue("200") @Min(1) int maxSessions,
        @DefaultValue("0.9") @DecimalMin(value = "0", inclusive = false) @DecimalMax("1")
                double maxLoad,
        @DefaultValue("60m") @DurationMin(seconds = 1) @DurationMax(days = 1) Duration maxLength,
        @DefaultValue("16") @Min(1) @Max(256) int maxRecognizers,
        @DurationMin(seconds = 1) @DurationMax(days = 1) @Nullable Duration maxIdle,
        @Nullable Path skills,
        @Pattern(regexp = "en|es", message = "must be one of en, es")
                @Nullable String skillsLanguage,
        @Nullable Path script) {
    @Override
    public String toString() {
        return "EngineProperties[maxSessions=%d, maxRecognizers=%d]"
                .formatted(maxSessions, maxRecognizers);
    }
}
