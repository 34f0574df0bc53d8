package dev.charla.engine.recognition;

import edu.cmu.sphinx.frontend.BaseDataProcessor;
import edu.cmu.sphinx.frontend.Data;
import edu.cmu.sphinx.frontend.DataEndSignal;
import edu.cmu.sphinx.frontend.DataStartSignal;
import edu.cmu.sphinx.frontend.DoubleData;
import org.jspecify.annotations.Nullable;

/**
 * Where the decoder gets its audio: one utterance after the other. Confined to the decoder's
 * thread, which waits here for more. Public because Sphinx4 makes it by name.
 */
public final class UtteranceSource extends BaseDataProcessor {
    private @Nullable UtteranceAudio queue;
    private boolean begun;
    private long samples;

    /** The next {@link #getData} begins this utterance. */
    void begin(UtteranceAudio utterance) {
        queue = utterance;
        begun = false;
        samples = 0;
    }

    @Override
    public @Nullable Data getData() {
        if (queue == null) {
            return null;
        }
        if (!begun) {
            begun = true;
            return new DataStartSignal(Recognizer.SAMPLE_RATE_HZ);
        }
        double[] chunk = queue.take();
        if (chunk.length == 0) {
            queue = null;
            return new DataEndSignal(samples * 1000 / Recognizer.SAMPLE_RATE_HZ);
        }
        long first = samples;
        samples += chunk.length;
        return new DoubleData(chunk, Recognizer.SAMPLE_RATE_HZ, first);
    }
}
