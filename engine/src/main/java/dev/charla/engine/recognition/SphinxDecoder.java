package dev.charla.engine.recognition;

import edu.cmu.sphinx.decoder.ResultListener;
import edu.cmu.sphinx.result.Result;
import edu.cmu.sphinx.util.props.ConfigurationManager;
import edu.cmu.sphinx.util.props.PropertySheet;
import java.net.URL;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Hears any words: one Sphinx4 decoder with models of its own (they keep scores, so they cannot be
 * shared). Confined to one thread.
 */
final class SphinxDecoder implements Decoder {
    private final edu.cmu.sphinx.recognizer.Recognizer recognizer;
    private final UtteranceSource source;
    private @Nullable Consumer<String> partials;

    /** Loads the acoustic model, the dictionary and the language model; 2 to 3 s. */
    SphinxDecoder() {
        URL file = Objects.requireNonNull(SphinxDecoder.class.getResource("sphinx.xml"));
        var parts = new ConfigurationManager(file);
        recognizer = parts.lookup("dictationRecognizer");
        source = parts.lookup("utteranceSource");
        recognizer.addResultListener(new Partials());
        recognizer.allocate();
    }

    @Override
    public String decode(UtteranceAudio utterance, Expected expected, Consumer<String> partials) {
        this.partials = partials;
        source.begin(utterance);
        Result result = recognizer.recognize();
        return result == null ? "" : result.getBestFinalResultNoFiller().strip();
    }

    private final class Partials implements ResultListener {
        @Override
        public void newResult(Result result) {
            Consumer<String> listener = partials;
            if (result.isFinal() || listener == null) {
                return;
            }
            String words = result.getBestResultNoFiller().strip();
            if (!words.isEmpty()) {
                listener.accept(words);
            }
        }

        @Override
        public void newProperties(PropertySheet sheet) {}
    }
}
