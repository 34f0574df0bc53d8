package dev.charla.boot.guards;

import dev.charla.conversation.guard.GuardManner;
import dev.charla.conversation.guard.Guarded;
import jakarta.validation.Valid;
import java.time.Duration;
import java.util.Map;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Guards that need no code, and how those with code are asked.
 *
 * @param guards by the guard's name
 */
@Validated
@ConfigurationProperties("charla")
public record GuardsProperties(@DefaultValue Map<String, @Valid Guard> guards) {
    /** No guard, and none changed. */
    public static final GuardsProperties NONE = new GuardsProperties(Map.of());

    /** What a pattern does with words in which it is found. */
    public enum Outcome {
        /** They are not said. */
        STOP,
        /** Others are said instead. */
        REPLACE
    }

    /** What becomes of words when a guard fails. */
    public enum Failing {
        /** They are stopped. */
        CLOSED,
        /** They pass. */
        OPEN
    }

    /**
     * One guard. Each may be left out.
     *
     * @param pattern regular expression that must not be found; leave it out for a guard with code
     * @param on whose words a pattern is looked for in; the agent's speech unless set
     * @param verdict what a match leads to: {@code stop} unless set, or {@code replace}
     * @param say what the agent says after a stop, word for word; with {@code replace}, the words
     *     that take the place of the others
     * @param reason sentence for the caller that says why the words were stopped
     * @param deadline how long it may take to decide; 500 ms unless set
     * @param failing what becomes of the words when it takes longer or throws: {@code closed} stops
     *     them, which is the default; {@code open} lets them pass
     */
    public record Guard(
            @Nullable String pattern,
            @Nullable Guarded on,
            @Nullable Outcome verdict,
            @Nullable String say,
            @Nullable String reason,
            @DurationMin(millis = 1) @DurationMax(seconds = 10) @Nullable Duration deadline,
            @Nullable Failing failing) {
        GuardManner over(GuardManner usual) {
            return new GuardManner(
                    deadline == null ? usual.deadline() : deadline,
                    failing == null ? usual.failsOpen() : failing == Failing.OPEN);
        }

        /** Whether it says something that only a pattern can have. */
        boolean describesPattern() {
            return on != null || verdict != null || say != null || reason != null;
        }
    }
}
