package dev.charla.engine.session;

import dev.charla.engine.synthesis.SpeechTiming;
import java.util.Set;

/**
 * What the parts of this engine can do that not all can.
 *
 * @param reasons whether what answers heeds a wish about its reasoning
 * @param improvises whether it can make up words to any instructions
 * @param hearsPhrases whether the words that a client says are likely help it to hear
 * @param times what the voice tells of the times in its speech
 */
record Abilities(
        boolean reasons, boolean improvises, boolean hearsPhrases, Set<SpeechTiming.Kind> times) {
    static Abilities of(SessionParts parts) {
        return new Abilities(
                parts.replies().takesOptions(),
                parts.replies().improvises(),
                parts.recognizer().usesPhrases(),
                parts.synthesizer().times());
    }
}
