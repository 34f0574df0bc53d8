package dev.charla.engine.hearing;

import dev.charla.engine.endpointing.EndOfUtterance;
import dev.charla.engine.endpointing.TurnDetectorOptions;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How turns begin and end by voice.
 *
 * @param detector what counts as speech and as silence
 * @param speechOverAgent how long somebody must speak for an onset while the agent is heard; null:
 *     as long as otherwise
 * @param ignoresFillers whether "uh-huh" and the like go unheard while the agent is heard
 * @param endOfUtterance how a pause is judged; null: every one that is long enough ends the turn
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
     * The same where a language is spoken.
     *
     * @param language BCP 47 tag
     */
    public TurnTaking in(String language) {
        return endOfUtterance == null
                ? this
                : new TurnTaking(
                        detector, speechOverAgent, ignoresFillers, endOfUtterance.in(language));
    }

    /** What the detector is to do now. */
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
