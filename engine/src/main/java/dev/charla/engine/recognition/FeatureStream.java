package dev.charla.engine.recognition;

import edu.cmu.sphinx.frontend.BaseDataProcessor;
import edu.cmu.sphinx.frontend.Data;
import edu.cmu.sphinx.frontend.DataBlocker;
import edu.cmu.sphinx.frontend.DataEndSignal;
import edu.cmu.sphinx.frontend.DataProcessor;
import edu.cmu.sphinx.frontend.FloatData;
import edu.cmu.sphinx.frontend.FrontEnd;
import edu.cmu.sphinx.frontend.denoise.Denoise;
import edu.cmu.sphinx.frontend.feature.DeltasFeatureExtractor;
import edu.cmu.sphinx.frontend.filter.Preemphasizer;
import edu.cmu.sphinx.frontend.frequencywarp.MelFrequencyFilterBank;
import edu.cmu.sphinx.frontend.transform.DiscreteCosineTransform2;
import edu.cmu.sphinx.frontend.transform.DiscreteFourierTransform;
import edu.cmu.sphinx.frontend.transform.Lifter;
import edu.cmu.sphinx.frontend.window.RaisedCosineWindower;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the acoustic model wants to know of the audio: 39 numbers every 10 ms, worked out by
 * Sphinx4's front end with the parameters that the model's own {@code feat.params} names. Confined
 * to one thread, which waits here for audio.
 */
final class FeatureStream {
    private static final double BLOCK_MS = 10;
    private static final double PREEMPHASIS = 0.97;
    private static final double HAMMING = 0.46;
    private static final float WINDOW_MS = 25.625f;
    private static final float SHIFT_MS = 10;
    private static final double LOWEST_HZ = 130;
    private static final double HIGHEST_HZ = 6_800;
    private static final int FILTERS = 25;
    private static final int CEPSTRA = 13;
    private static final int LIFTER = 22;

    /** Frames on either side that a change is taken over. */
    private static final int DELTA_FRAMES = 3;

    private final UtteranceSource source = new UtteranceSource();
    private final FrontEnd frontEnd;

    FeatureStream() {
        List<DataProcessor> steps =
                List.of(
                        source,
                        new DataBlocker(BLOCK_MS),
                        new Preemphasizer(PREEMPHASIS),
                        new RaisedCosineWindower(HAMMING, WINDOW_MS, SHIFT_MS),
                        new DiscreteFourierTransform(-1, false),
                        new MelFrequencyFilterBank(LOWEST_HZ, HIGHEST_HZ, FILTERS),
                        noiseReduction(),
                        new DiscreteCosineTransform2(FILTERS, CEPSTRA),
                        new Lifter(LIFTER),
                        new CepstralMean(),
                        new DeltasFeatureExtractor(DELTA_FRAMES));
        BaseDataProcessor before = source;
        for (DataProcessor step : steps) {
            if (step instanceof BaseDataProcessor next && !next.equals(before)) {
                next.setPredecessor(before);
                before = next;
            }
        }
        frontEnd = new FrontEnd(steps);
        frontEnd.initialize();
    }

    /** As the model's training had it: Sphinx4's own defaults. */
    private static Denoise noiseReduction() {
        return new Denoise(0.7, 0.995, 0.5, 0.85, 0.2, 20, 4);
    }

    /** The next frames are those of this utterance. */
    void begin(UtteranceAudio utterance) {
        source.begin(utterance);
    }

    /** The next frame; null at the end of the utterance. */
    float @Nullable [] next() {
        while (true) {
            Data data = frontEnd.getData();
            if (data instanceof FloatData frame) {
                return frame.getValues();
            }
            if (data == null || data instanceof DataEndSignal) {
                return null;
            }
        }
    }
}
