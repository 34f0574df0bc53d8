package dev.charla.engine.hearing;

import dev.charla.engine.endpointing.EndOfUtterance;
import dev.charla.engine.endpointing.TurnDetectorOptions;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Settings of automatic turns.
 *
 * @param detector thresholds for speech and silence
 * @param speechOverAgent how long somebody must speak for an onset while the agent is heard; null:
 *     as long as otherwise
 * @param ignoresFillers whether to ignore back-channels such as "uh-huh" while the agent is heard
 * @param endOfUtterance how to judge a pause; null: every pause that is long enough ends the turn
 */
public record TurnTaking(
        TurnDetectorOptions detector,
        @Nullable Duration speechOverAgent,
        boolean ignoresFillers,
        @Nullable EndOfUtterance endOfUtterance) {
    /** By silence alone. */
    public static final TurnTaking PLAIN =
            new TurnTaking(TurnDetectorOptions.DEFAULT, null, false, null);

    /**
     * A copy for a language.
     *
     * @param language BCP 47 tag
     */
    public TurnTaking in(String language) {
        return endOfUtterance == null
                ? this
                : new TurnTaking(
                        detector, speechOverAgent, ignoresFillers, endOfUtterance.in(language));
    }

    /** The detector's current options. */
    TurnDetectorOptions options(boolean agentIsHeard) {
        return agentIsHeard && speechOverAgent != null
                ? new TurnDetectorOptions(
                        detector.threshold(),
                        detector.prefixPadding(),
                        detector.silence(),
                        speechOverAgent)
                : detector;
    }
}
