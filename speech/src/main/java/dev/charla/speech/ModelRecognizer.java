package dev.charla.speech;

import dev.charla.engine.recognition.Expected;
import dev.charla.engine.recognition.PooledRecognizer;
import dev.charla.engine.recognition.Recognizer;
import dev.charla.engine.recognition.RecognizerBusyException;
import dev.charla.speech.natives.SegmentModel;
import dev.charla.speech.natives.Shared;
import dev.charla.speech.natives.StreamModel;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A recogniser with a native model, which is freed after the last decoder that uses it. */
final class ModelRecognizer implements Recognizer {
    private final PooledRecognizer decoders;
    private final AutoCloseable model;
    private final boolean usesPhrases;

    private ModelRecognizer(PooledRecognizer decoders, AutoCloseable model, boolean usesPhrases) {
        this.usesPhrases = usesPhrases;
        this.decoders = decoders;
        this.model = model;
    }

    /**
     * Hears with Vosk. The model is this one's afterwards.
     *
     * @param language BCP 47 tag of what the model understands
     * @param limit utterances heard at once
     */
    static ModelRecognizer vosk(StreamModel model, String language, int limit) {
        Shared<StreamModel> shared = new Shared<>(model);
        return new ModelRecognizer(
                new PooledRecognizer(
                        limit, "vosk-recognizer", List.of(language), () -> new VoskDecoder(shared)),
                shared,
                false);
    }

    /**
     * Hears with whisper.cpp. The model is this one's afterwards.
     *
     * @param language BCP 47 tag of what is usually spoken
     * @param limit utterances heard at once
     * @param atOnce of those, how many are made words of at the same time
     * @throws ModelMissingException when the model understands English only, and the language is
     *     another one
     */
    static ModelRecognizer whisper(SegmentModel model, String language, int limit, int atOnce) {
        String code = WhisperDecoder.code(language);
        if (!model.isMultilingual() && !code.equals("en")) {
            model.close();
            throw new ModelMissingException(
                    "This model of whisper.cpp understands English only, and charla.speech.language"
                            + " is "
                            + language
                            + ". Use one without .en in its name, such as whisper-base.");
        }
        WhisperEars ears = new WhisperEars(new Shared<>(model), atOnce);
        return new ModelRecognizer(
                new PooledRecognizer(
                        limit,
                        "whisper-recognizer",
                        languages(language, model.isMultilingual()),
                        () -> new WhisperDecoder(ears, code)),
                ears,
                true);
    }

    private static List<String> languages(String usual, boolean multilingual) {
        Set<String> all = new LinkedHashSet<>(List.of(usual));
        if (multilingual) {
            WhisperLanguages.TAGS.stream()
                    .filter(tag -> !tag.equals(WhisperDecoder.code(usual)))
                    .forEach(all::add);
        }
        return List.copyOf(all);
    }

    @Override
    public Utterance open(Listener listener) throws RecognizerBusyException {
        return decoders.open(listener);
    }

    @Override
    public Utterance open(Listener listener, Expected expected) throws RecognizerBusyException {
        return decoders.open(listener, expected);
    }

    @Override
    public Set<String> languages() {
        return decoders.languages();
    }

    @Override
    public boolean usesPhrases() {
        return usesPhrases;
    }

    @Override
    public void warmUp() {
        decoders.warmUp();
    }

    @Override
    public boolean isReady() {
        return decoders.isReady();
    }

    @Override
    public void close() {
        decoders.close();
        try {
            model.close();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
