package dev.charla.boot.engine;

import dev.charla.engine.endpointing.SpeechDetector;
import dev.charla.engine.recognition.Recognizer;
import dev.charla.speech.FvadSubbandDetector;
import dev.charla.speech.ModelMissingException;
import dev.charla.speech.SpeechModels;
import dev.charla.speech.moonshine.MoonshineRecognizer;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the offline service hears with. */
final class OfflineEars {
    private static final Set<String> SKILLS_LANGUAGES = Set.of("en", "es");

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
     * As the settings say.
     *
     * @param freeSpeech whether a language model answers, in whatever language
     * @param skillsLanguage the one that skills answer in; null: the session's
     * @param most callers heard at once
     * @throws ModelMissingException when a model or its library is not there
     */
    static Recognizer recognizer(
            SpeechProperties speech,
            boolean freeSpeech,
            @Nullable String skillsLanguage,
            int most) {
        SpeechModels models = new SpeechModels(speech.models());
        Recognizer ears =
                switch (speech.recognizer()) {
                    case BUILT_IN -> new MoonshineRecognizer(most);
                    case MOONSHINE ->
                            models.moonshine(speech.moonshineModel(), speech.language(), most);
                    case VOSK -> models.vosk(speech.voskModel(), speech.language(), most);
                    case WHISPER -> models.whisper(speech.whisperModel(), speech.language(), most);
                };
        if (freeSpeech) {
            return ears;
        }
        if (ears.languages().stream().noneMatch(OfflineEars::haveSkills)) {
            log.warn(
                    "the skills answer in English and Spanish only; for callers who speak another"
                            + " language, set CHARLA_MODEL_BASE_URL to have a language model"
                            + " answer");
        } else if (skillsLanguage != null
                && ears.languages().stream().noneMatch(tag -> isOf(tag, skillsLanguage))) {
            log.atWarn()
                    .addKeyValue("skills", skillsLanguage)
                    .addKeyValue("ears", String.join(",", ears.languages()))
                    .log(
                            "the ears do not understand the language that the skills answer in;"
                                    + " ./charla run --language sets both");
        }
        return ears;
    }

    private static boolean haveSkills(String tag) {
        return SKILLS_LANGUAGES.contains(Locale.forLanguageTag(tag).getLanguage());
    }

    private static boolean isOf(String tag, String language) {
        return Locale.forLanguageTag(tag).getLanguage().equals(language);
    }
}
