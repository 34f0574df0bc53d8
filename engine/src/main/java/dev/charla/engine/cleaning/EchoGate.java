package dev.charla.engine.cleaning;

import java.util.Arrays;

/**
 * Mutes the audio for turn detection while nearly all of it is the agent: the residual of an echo
 * canceller is faint, but still a voice, and detectors adapt to faint voices. Confined to one
 * thread.
 */
final class EchoGate {
    /** -10 dB: if the residual is a smaller share of the input, only the agent speaks. */
    private static final float ALONE = 0.1f;

    /** -6 dB in four consecutive blocks: somebody else speaks. */
    private static final float SOMEBODY = 0.25f;

    private static final int OPENING_BLOCKS = 4;

    /** 0.2 s: covers the room's reverberation between the agent's words. */
    private static final int HOLD_BLOCKS = 12;

    /** Smoothing over about 50 ms, so that the ends of words do not count as somebody else. */
    private static final float SMOOTHING = 0.3f;

    /** -55 dBFS as mean square: the least echo that counts. */
    private static final float AUDIBLE = 3e-6f;

    private float heardLately;
    private float leftLately;
    private float echoBefore;
    private int opening;
    private int held;
    private boolean closed;

    /**
     * Processes a block.
     *
     * @param heard the microphone's audio
     * @param echo the removed echo
     * @param cleaned the residual, one block later; muted while the gate is closed
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
