package dev.charla.app.engine;

import dev.charla.engine.endpointing.FvadSubbandDetector;
import dev.charla.engine.endpointing.SpeechDetector;
import dev.charla.engine.recognition.GrammarThenDictation;
import dev.charla.engine.recognition.Recognizer;
import dev.charla.engine.recognition.SpeechGrammar;
import dev.charla.engine.recognition.SphinxRecognizer;
import dev.charla.engine.skills.SkillGrammar;

/** What the offline service hears with. */
final class OfflineEars {
    private OfflineEars() {}

    static SpeechDetector.Factory detectors() {
        return FvadSubbandDetector.orSubband();
    }

    /**
     * Words of the skills for certain and dictation beside them, or dictation alone for a model
     * that can take any words.
     */
    static Recognizer recognizer(
            SkillGrammar grammar, boolean freeSpeech, int most, int mostDictations) {
        if (freeSpeech) {
            return SphinxRecognizer.dictation(Math.max(1, Math.max(mostDictations, most / 2)));
        }
        Recognizer skills =
                SphinxRecognizer.grammar(
                        new SpeechGrammar(
                                grammar.jsgf(), grammar.words(), grammar.pronunciations()),
                        most);
        return mostDictations == 0
                ? skills
                : new GrammarThenDictation(skills, SphinxRecognizer.dictation(mostDictations));
    }
}
