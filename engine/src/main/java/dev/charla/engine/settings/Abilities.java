package dev.charla.engine.settings;

import dev.charla.engine.recognition.Recognizer;
import dev.charla.engine.reply.ReplyModel;
import dev.charla.engine.synthesis.SpeechTiming;
import dev.charla.engine.synthesis.Synthesizer;
import java.util.Set;

/**
 * Capabilities that not all parts of an engine have.
 *
 * @param reasons whether the reply model supports reasoning settings
 * @param improvises whether it can write text for any instructions
 * @param hearsPhrases whether the recogniser uses the client's likely phrases
 * @param times what the voice knows about times in its speech
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
