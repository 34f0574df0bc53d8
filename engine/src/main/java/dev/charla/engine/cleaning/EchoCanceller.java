package dev.charla.engine.cleaning;

/**
 * Removes the agent's voice from the microphone's audio. Uses two filters: the background filter
 * adapts all the time and diverges during double-talk; the foreground filter produces the output,
 * and copies the background filter whenever that has proved better. Confined to one thread.
 */
final class EchoCanceller {
    static final int BLOCK = AdaptiveFilter.BLOCK;

    /**
     * Blocks of the delay that are left to the filter, because the echo may begin before the delay
     * that was found.
     */
    private static final int EARLY_BLOCKS = 3;

    /** A delay that changes less than this stays within the filter. */
    private static final int SAME_BLOCKS = 3;

    private static final float SHARE = 0.1f;

    /**
     * The background filter must leave a tenth less residual to be copied; with three times as much
     * it starts anew.
     */
    private static final float BETTER = 0.9f;

    private static final float ASTRAY = 3f;
    private static final int BETTER_BLOCKS = 3;

    /** -60 dBFS as mean square: below it there is no echo of the agent. */
    private static final float AUDIBLE = 1e-6f;

    private final PlayedBlocks played = new PlayedBlocks();
    private final AdaptiveFilter working = new AdaptiveFilter();
    private final AdaptiveFilter learning = new AdaptiveFilter();
    private final DelayFinder finder = new DelayFinder();
    private final float[][] waiting = new float[DelayFinder.MOST_BLOCKS][BLOCK];
    private final float[] learned = new float[BLOCK];
    private final float[] left = new float[BLOCK];
    private int newest;
    private int delay;
    private int better;
    private float workingError;
    private float learningError;
    private float heardPower;

    /**
     * Processes a block.
     *
     * @param heard the microphone's audio
     * @param reference the audio played at the same moment, or up to 2 s before
     * @param clean receives {@code heard} without the echo
     * @param echo receives the removed echo
     */
    void process(float[] heard, float[] reference, float[] clean, float[] echo) {
        newest = Math.floorMod(newest - 1, waiting.length);
        System.arraycopy(reference, 0, waiting[newest], 0, BLOCK);
        follow(finder.find(heard, reference));
        float[] aligned = waiting[(newest + delay) % waiting.length];
        played.add(aligned);
        working.estimate(played, echo);
        subtract(heard, echo, clean);
        learning.estimate(played, learned);
        subtract(heard, learned, left);
        if (power(aligned) > AUDIBLE) {
            learning.learn(played, left);
            compare(heard, clean);
        }
    }

    private void follow(int found) {
        int wanted = Math.max(0, found - EARLY_BLOCKS);
        if (found >= 0 && Math.abs(wanted - delay) >= SAME_BLOCKS) {
            delay = wanted;
            working.forget();
            learning.forget();
            workingError = 0;
            learningError = 0;
            heardPower = 0;
        }
    }

    private void compare(float[] heard, float[] clean) {
        workingError += SHARE * (power(clean) - workingError);
        learningError += SHARE * (power(left) - learningError);
        heardPower += SHARE * (power(heard) - heardPower);
        boolean proved = learningError < BETTER * workingError && learningError < heardPower;
        better = proved ? better + 1 : 0;
        if (better >= BETTER_BLOCKS) {
            working.copyFrom(learning);
            workingError = learningError;
            better = 0;
        } else if (learningError > ASTRAY * workingError) {
            learning.copyFrom(working);
            learningError = workingError;
        }
        if (workingError > heardPower * 2) {
            // Worse than no filter: the echo path has changed.
            working.forget();
            workingError = heardPower;
        }
    }

    /** Delay in blocks that is compensated before the filter. */
    int delayBlocks() {
        return delay;
    }

    private static void subtract(float[] from, float[] what, float[] result) {
        for (int i = 0; i < BLOCK; i++) {
            result[i] = from[i] - what[i];
        }
    }

    private static float power(float[] block) {
        float sum = 0;
        for (float sample : block) {
            sum += sample * sample;
        }
        return sum / BLOCK;
    }
}
