package dev.charla.app.engine;

import dev.charla.engine.endpointing.FvadSubbandDetector;
import dev.charla.engine.endpointing.SpeechDetector;
import dev.charla.engine.grammar.SpeechGrammar;
import dev.charla.engine.recognition.GrammarThenDictation;
import dev.charla.engine.recognition.Recognizer;
import dev.charla.engine.recognition.SphinxRecognizer;
import dev.charla.engine.skills.SkillGrammar;

/** What the offline service hears with. */
final class OfflineEars {
    /** Callers with a language model who may be heard at once: half of the usual heap. */
    private static final int DICTATIONS_ALONE = 3;

    private OfflineEars() {}

    static SpeechDetector.Factory detectors() {
        return FvadSubbandDetector.orSubband();
    }

    /**
     * Words of the skills for certain and dictation beside them, or dictation alone for a model
     * that can take any words.
     *
     * @throws IllegalArgumentException naming the words of {@code grammar} that cannot be heard;
     *     looked for only when it is somebody's own, as that takes time
     */
    static Recognizer recognizer(
            SkillGrammar grammar,
            boolean ownSkills,
            boolean freeSpeech,
            int most,
            int mostDictations) {
        if (freeSpeech) {
            return SphinxRecognizer.dictation(Math.max(DICTATIONS_ALONE, mostDictations));
        }
        var phrases = new SpeechGrammar(grammar.jsgf(), grammar.words(), grammar.pronunciations());
        if (ownSkills) {
            phrases.requirePronunciations();
        }
        Recognizer skills = SphinxRecognizer.grammar(phrases, most);
        return mostDictations == 0
                ? skills
                : new GrammarThenDictation(skills, SphinxRecognizer.dictation(mostDictations));
    }
}
