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
 * The engine: the Voice Live service inside this process.
 *
 * @param key API key that clients other than the page must send; empty: clients on this machine
 *     need no key, as long as only this machine can reach the engine
 * @param maxSessions how many sessions may be open at once
 * @param maxLoad fraction of its CPUs, from 0 to 1, that this process may use before the engine
 *     stops accepting speech of further callers, so that the audio of the others does not stutter;
 *     typed messages are still answered; 1: no limit
 * @param maxLength how long a session may last; Azure allows an hour
 * @param maxRecognizers how many callers may be recognised at the same moment; each uses about 0.03
 *     of a core while speaking
 * @param maxIdle how long a client may send nothing before its session ends; unset: unlimited, as
 *     at Azure
 * @param script script file that defines recognised words, answers and faults, for tests; see
 *     docs/scripts.md
 * @param skills folder with YAML files of your own skills, or one such file, in addition to the
 *     built-in ones; {@code classpath:skills/} is in the application itself
 * @param skillsLanguage language in which the skills answer: en or es; unset: the session's
 *     language if there are skills in it, otherwise en
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
        @Nullable String skills,
        @Pattern(regexp = "en|es", message = "must be one of en, es")
                @Nullable String skillsLanguage,
        @Nullable Path script) {
    @Override
    public String toString() {
        return "EngineProperties[maxSessions=%d, maxRecognizers=%d]"
                .formatted(maxSessions, maxRecognizers);
    }
}
