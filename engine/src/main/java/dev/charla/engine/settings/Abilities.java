package dev.charla.engine.settings;

import dev.charla.engine.recognition.Recognizer;
import dev.charla.engine.reply.ReplyModel;
import dev.charla.engine.synthesis.SpeechTiming;
import dev.charla.engine.synthesis.Synthesizer;
import java.util.Set;

/**
 * What the parts of this engine can do that not all can.
 *
 * @param reasons whether what answers heeds a wish about its reasoning
 * @param improvises whether it can make up words to any instructions
 * @param hearsPhrases whether the words that a client says are likely help it to hear
 * @param times what the voice tells of the times in its speech
 */
public record Abilities(
        boolean reasons, boolean improvises, boolean hearsPhrases, Set<SpeechTiming.Kind> times) {
    public static Abilities of(ReplyModel replies, Recognizer recognizer, Synthesizer synthesizer) {
        return new Abilities(
                replies.takesOptions(),
                replies.improvises(),
                recognizer.usesPhrases(),
                synthesizer.times());
    }
}
