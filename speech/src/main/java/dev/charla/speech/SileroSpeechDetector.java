package dev.charla.speech;

import dev.charla.engine.endpointing.SpeechDetector;
import dev.charla.speech.natives.Shared;
import dev.charla.speech.natives.VadModel;
import java.util.Arrays;

/**
 * Hears speech with Silero's neural network. It looks at windows of 32 ms, and a frame of 20 ms is
 * as likely to be speech as the window that was completed last. A window takes a tenth of a
 * millisecond, so it is done on the session's loop (docs/speech.md has the figures).
 */
public final class SileroSpeechDetector implements SpeechDetector {
    private static final float FULL_SCALE = 32_768;

    private final Shared<VadModel> model;
    private final VadModel taken;
    private final float[] samples = new float[VadModel.CONTEXT_SAMPLES + VadModel.WINDOW_SAMPLES];
    private final float[] state = new float[VadModel.STATE_NUMBERS];
    private int filled = VadModel.CONTEXT_SAMPLES;
    private float last;
    private boolean closed;

    private SileroSpeechDetector(Shared<VadModel> model) {
        this.model = model;
        this.taken = model.take();
    }

    /** Makes detectors that share one model. Any thread; closing it lets the last one finish. */
    public static final class Detectors implements SpeechDetector.Factory, AutoCloseable {
        private final Shared<VadModel> model;

        /** The model is closed along with this. */
        Detectors(VadModel model) {
            this.model = new Shared<>(model);
        }

        /**
         * {@inheritDoc}
         *
         * @throws IllegalStateException after {@link #close}
         */
        @Override
        public SpeechDetector create() {
            return new SileroSpeechDetector(model);
        }

        @Override
        public void close() {
            model.close();
        }
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException after {@link #close}, or when the model failed
     */
    @Override
    public double speechProbability(short[] frame, int offset) {
        if (closed) {
            throw new IllegalStateException("the detector is closed");
        }
        for (int i = offset; i < offset + FRAME_SAMPLES; i++) {
            samples[filled++] = frame[i] / FULL_SCALE;
            if (filled == samples.length) {
                last = taken.probability(samples, state);
                System.arraycopy(
                        samples, VadModel.WINDOW_SAMPLES, samples, 0, VadModel.CONTEXT_SAMPLES);
                filled = VadModel.CONTEXT_SAMPLES;
            }
        }
        return last;
    }

    @Override
    public void reset() {
        Arrays.fill(samples, 0);
        Arrays.fill(state, 0);
        filled = VadModel.CONTEXT_SAMPLES;
        last = 0;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            model.giveBack();
        }
    }
}
