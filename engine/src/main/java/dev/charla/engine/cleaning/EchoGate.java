package dev.charla.engine.cleaning;

import java.util.Arrays;

/**
 * Silences what turns are found in while nearly all that is heard is the agent: what a canceller
 * leaves is faint, but it is still a voice, and detectors adapt to faint ones. Confined to one
 * thread.
 */
final class EchoGate {
    /** -10 dB: less than this share of what was heard is left, so the agent is alone. */
    private static final float ALONE = 0.1f;

    /** -6 dB, in four blocks running: somebody else speaks. */
    private static final float SOMEBODY = 0.25f;

    private static final int OPENING_BLOCKS = 4;

    /** 0.2 s: between the agent's words the room still rings. */
    private static final int HOLD_BLOCKS = 12;

    /** Over some 50 ms, so that the ends of words do not count as somebody else. */
    private static final float SMOOTHING = 0.3f;

    /** -55 dBFS as mean square: an echo that is heard at all. */
    private static final float AUDIBLE = 3e-6f;

    private float heardLately;
    private float leftLately;
    private float echoBefore;
    private int opening;
    private int held;
    private boolean closed;

    /**
     * Takes a block.
     *
     * @param heard by the microphone
     * @param echo what was taken out of it
     * @param cleaned what is left, one block later; silenced while the gate is closed
     */
    void process(float[] heard, float[] echo, float[] cleaned) {
        leftLately += SMOOTHING * (power(cleaned) - leftLately);
        decide();
        heardLately += SMOOTHING * (power(heard) - heardLately);
        echoBefore = power(echo);
        if (closed) {
            Arrays.fill(cleaned, 0);
        }
    }

    private void decide() {
        if (echoBefore > AUDIBLE) {
            float share = leftLately / (heardLately + 1e-12f);
            opening = share > SOMEBODY ? opening + 1 : 0;
            if (share < ALONE) {
                closed = true;
                held = HOLD_BLOCKS;
            } else if (opening >= OPENING_BLOCKS) {
                closed = false;
            }
        } else if (held > 0) {
            held--;
        } else {
            closed = false;
        }
    }

    private static float power(float[] block) {
        float sum = 0;
        for (float sample : block) {
            sum += sample * sample;
        }
        return sum / block.length;
    }
}
