package dev.charla.engine.endpointing;

/**
 * Detects speech only by its level above the noise floor and by its pitch. For machines on which
 * the native detector cannot be loaded: few false positives, but it misses faint and unvoiced
 * speech.
 */
public final class SubbandDetector implements SpeechDetector {
    /** 100 ms: bridges the consonants between vowels. */
    private static final int HOLD_FRAMES = 5;

    private final SubbandEvidence evidence = new SubbandEvidence();
    private final RecentHighest recent = new RecentHighest(HOLD_FRAMES, 1);

    @Override
    public double speechProbability(short[] frame, int offset) {
        return recent.with(evidence.of(frame, offset));
    }

    @Override
    public void reset() {
        evidence.reset();
        recent.reset();
    }

    @Override
    public void close() {}
}
