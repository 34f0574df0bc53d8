package dev.charla.app.engine;

import dev.charla.engine.endpointing.FvadSubbandDetector;
import dev.charla.engine.endpointing.SpeechDetector;
import dev.charla.engine.grammar.SpeechGrammar;
import dev.charla.engine.recognition.GrammarThenDictation;
import dev.charla.engine.recognition.Recognizer;
import dev.charla.engine.recognition.SphinxRecognizer;
import dev.charla.engine.skills.SkillGrammar;
import dev.charla.speech.ModelMissingException;
import dev.charla.speech.SpeechModels;
import dev.charla.speech.moonshine.MoonshineRecognizer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the offline service hears with. */
final class OfflineEars {
    /** Callers with a language model who may be heard at once: half of the usual heap. */
    private static final int DICTATIONS_ALONE = 3;

    private static final String SKILLS_LANGUAGE = "en";

    private static final Logger log = LoggerFactory.getLogger(OfflineEars.class);

    private OfflineEars() {}

    /**
     * Tells speech from noise as the settings say.
     *
     * @throws ModelMissingException when the model or its library is not there
     */
    static SpeechDetector.Factory detectors(SpeechProperties speech) {
        return switch (speech.detector()) {
            case BUILT_IN -> FvadSubbandDetector.orSubband();
            case SILERO -> new SpeechModels(speech.models()).silero(speech.sileroModel());
        };
    }

    /**
     * As the settings say. What hears any words of English hears them beside the grammar of the
     * skills, unless a language model answers.
     *
     * @throws ModelMissingException when a model or its library is not there
     */
    static Recognizer recognizer(
            SpeechProperties speech,
            SkillGrammar grammar,
            boolean ownSkills,
            boolean freeSpeech,
            int most,
            int mostDictations) {
        SpeechModels models = new SpeechModels(speech.models());
        return switch (speech.recognizer()) {
            case BUILT_IN -> new MoonshineRecognizer(most);
            case SPHINX -> sphinx(grammar, ownSkills, freeSpeech, most, mostDictations);
            case VOSK ->
                    besideSkills(
                            models.vosk(speech.voskModel(), speech.language(), most),
                            grammar,
                            ownSkills,
                            freeSpeech,
                            most);
            case WHISPER ->
                    besideSkills(
                            models.whisper(speech.whisperModel(), speech.language(), most),
                            grammar,
                            ownSkills,
                            freeSpeech,
                            most);
        };
    }

    private static Recognizer besideSkills(
            Recognizer model,
            SkillGrammar grammar,
            boolean ownSkills,
            boolean freeSpeech,
            int most) {
        if (freeSpeech) {
            return model;
        }
        if (model.languages().stream().noneMatch(tag -> tag.startsWith(SKILLS_LANGUAGE))) {
            log.warn(
                    "the skills answer in English only; for callers who speak another language, set"
                            + " CHARLA_MODEL_BASE_URL to have a language model answer");
            return model;
        }
        return new GrammarThenDictation(
                SphinxRecognizer.grammar(phrases(grammar, ownSkills), most), model);
    }

    /**
     * Words of the skills for certain and dictation beside them, or dictation alone for a model
     * that can take any words.
     *
     * @throws IllegalArgumentException naming the words of {@code grammar} that cannot be heard;
     *     looked for only when it is somebody's own, as that takes time
     */
    private static Recognizer sphinx(
            SkillGrammar grammar,
            boolean ownSkills,
            boolean freeSpeech,
            int most,
            int mostDictations) {
        if (freeSpeech) {
            return SphinxRecognizer.dictation(Math.max(DICTATIONS_ALONE, mostDictations));
        }
        Recognizer skills = SphinxRecognizer.grammar(phrases(grammar, ownSkills), most);
        return mostDictations == 0
                ? skills
                : new GrammarThenDictation(skills, SphinxRecognizer.dictation(mostDictations));
    }

    private static SpeechGrammar phrases(SkillGrammar grammar, boolean ownSkills) {
        var phrases = new SpeechGrammar(grammar.jsgf(), grammar.words(), grammar.pronunciations());
        if (ownSkills) {
            phrases.requirePronunciations();
        }
        return phrases;
    }
}
