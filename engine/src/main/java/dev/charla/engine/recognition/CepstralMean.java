package dev.charla.engine.recognition;

import edu.cmu.sphinx.frontend.BaseDataProcessor;
import edu.cmu.sphinx.frontend.Data;
import edu.cmu.sphinx.frontend.DataEndSignal;
import edu.cmu.sphinx.frontend.DataStartSignal;
import edu.cmu.sphinx.frontend.DoubleData;
import java.util.ArrayDeque;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Takes the mean off the cepstra of one utterance, starting anew with each: what one speaker said
 * leaves no trace in what is heard of the next. (Sphinx4's own step carries the mean along, holds
 * the first two seconds of a decoder's first utterance back, and is not a number for ever after a
 * silent first one.)
 *
 * <p>The mean is that of all frames so far and, at the beginning, of some that are yet to come,
 * drawn towards {@link #EXPECTED} while they are few. Confined to the decoder's thread. Public
 * because Sphinx4 makes it by name.
 */
public final class CepstralMean extends BaseDataProcessor {
    /** The mean that the acoustic model's own parameters name to begin with; zero for the rest. */
    private static final double[] EXPECTED = {40, 3, -1};

    /** The expectation counts as much as 50 ms of audio. */
    private static final int EXPECTED_FRAMES = 5;

    /**
     * 0.5 s at the beginning, most of which is there at once, for an utterance is opened after its
     * onset.
     */
    private static final int LOOKAHEAD_FRAMES = 50;

    /**
     * 1.2 s, as long as a short question with the silence that ends it: after that no frame waits
     * for later ones, so that nothing is left to be decoded when the audio ends.
     */
    private static final int ENOUGH_FRAMES = 120;

    private final ArrayDeque<Data> ahead = new ArrayDeque<>();
    private double[] sum = {};
    private int frames;
    private boolean open;

    @Override
    public @Nullable Data getData() {
        while (open ? ahead.size() <= lookahead() : ahead.isEmpty()) {
            Data arrived = getPredecessor().getData();
            if (arrived == null) {
                break;
            }
            arrive(arrived);
        }
        Data next = ahead.poll();
        if (next instanceof DoubleData cepstrum) {
            takeMeanOff(cepstrum.getValues());
        }
        return next;
    }

    /** Less and less of it is needed, and none once the mean rests on enough frames. */
    private int lookahead() {
        return Math.max(0, Math.min(LOOKAHEAD_FRAMES, ENOUGH_FRAMES - frames));
    }

    private void arrive(Data data) {
        switch (data) {
            case DataStartSignal _ -> {
                ahead.clear();
                sum = new double[0];
                frames = 0;
                open = true;
            }
            case DataEndSignal _ -> open = false;
            case DoubleData cepstrum -> add(cepstrum.getValues());
            default -> {}
        }
        ahead.add(data);
    }

    private void add(double[] cepstrum) {
        if (sum.length == 0) {
            sum = Arrays.copyOf(EXPECTED, cepstrum.length);
            Arrays.setAll(sum, i -> sum[i] * EXPECTED_FRAMES);
            frames = EXPECTED_FRAMES;
        }
        for (int i = 0; i < sum.length; i++) {
            sum[i] += cepstrum[i];
        }
        frames++;
    }

    private void takeMeanOff(double[] cepstrum) {
        for (int i = 0; i < cepstrum.length; i++) {
            cepstrum[i] -= sum[i] / frames;
        }
    }
}
