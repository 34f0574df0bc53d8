package dev.charla.engine.recognition;

import edu.cmu.sphinx.decoder.ResultListener;
import edu.cmu.sphinx.jsgf.JSGFGrammar;
import edu.cmu.sphinx.result.Result;
import edu.cmu.sphinx.util.props.ConfigurationManager;
import edu.cmu.sphinx.util.props.PropertySheet;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One Sphinx4 decoder with models of its own (they keep scores, so they cannot be shared). Confined
 * to one thread.
 */
final class SphinxDecoder {
    /** How the branch beside the grammar shows in a result. */
    private static final String OUT_OF_GRAMMAR = "<unk>";

    private final edu.cmu.sphinx.recognizer.Recognizer recognizer;
    private final UtteranceSource source;
    private @Nullable Consumer<String> partials;

    private SphinxDecoder(ConfigurationManager parts, String recognizerName) {
        recognizer = parts.lookup(recognizerName);
        source = parts.lookup("utteranceSource");
        recognizer.addResultListener(new Partials());
        recognizer.allocate();
    }

    /**
     * Loads the acoustic model and builds the search graph; 1 to 2 s.
     *
     * @param entries from {@link Pronunciations}
     */
    static SphinxDecoder forGrammar(String jsgf, List<String> entries) throws IOException {
        ConfigurationManager parts = parts();
        PhraseDictionary dictionary = parts.lookup("grammarDictionary");
        dictionary.use(entries);
        Path folder = Files.createTempDirectory("charla-grammar");
        Path file = folder.resolve("phrases.gram");
        try {
            Files.writeString(file, jsgf);
            JSGFGrammar grammar = parts.lookup("grammar");
            grammar.setBaseURL(folder.toUri().toURL());
            return new SphinxDecoder(parts, "grammarRecognizer");
        } finally {
            Files.deleteIfExists(file);
            Files.deleteIfExists(folder);
        }
    }

    /** Loads the acoustic model, the dictionary and the language model; 2 to 3 s. */
    static SphinxDecoder forDictation() {
        return new SphinxDecoder(parts(), "dictationRecognizer");
    }

    /**
     * Hears one utterance to its end.
     *
     * @param partials given the words so far about every 100 ms of audio, when there are any
     * @return the words, single spaces between them; empty when nothing was understood
     */
    String decode(AudioQueue utterance, Consumer<String> partials) {
        this.partials = partials;
        source.begin(utterance);
        Result result = recognizer.recognize();
        return result == null ? "" : words(result.getBestFinalResultNoFiller());
    }

    private static String words(String raw) {
        return raw.contains(OUT_OF_GRAMMAR) ? "" : raw.strip();
    }

    private static ConfigurationManager parts() {
        URL file = SphinxDecoder.class.getResource("sphinx.xml");
        return new ConfigurationManager(Objects.requireNonNull(file));
    }

    private final class Partials implements ResultListener {
        @Override
        public void newResult(Result result) {
            Consumer<String> listener = partials;
            if (result.isFinal() || listener == null) {
                return;
            }
            String words = words(result.getBestResultNoFiller());
            if (!words.isEmpty()) {
                listener.accept(words);
            }
        }

        @Override
        public void newProperties(PropertySheet sheet) {}
    }
}
