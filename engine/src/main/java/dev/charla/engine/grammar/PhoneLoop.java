package dev.charla.engine.grammar;

import java.util.Arrays;

/**
 * How well any phones at all would fit the audio: each phone by itself may follow each other. What
 * a sentence is measured against. Confined to one thread.
 */
final class PhoneLoop {
    /** The natural logarithm of the probability with which the next phone comes. */
    private static final float NEXT_PHONE = (float) Math.log(1e-3);

    private static final int STATES = AcousticModel.STATES;

    private final AcousticModel model;
    private final float[] scores;
    private final int[] senones;
    private float exit;
    private int frames;

    /** Up to each frame: the score of the best phones. */
    private float[] best = new float[512];

    /** Up to each frame: the sum of what {@link #contrast} is the mean of. */
    private float[] contrasts = new float[512];

    PhoneLoop(AcousticModel model) {
        this.model = model;
        scores = new float[model.phones * STATES];
        senones = new int[scores.length];
        for (int i = 0; i < senones.length; i++) {
            senones[i] = model.senone(model.contextFreeSequence(i / STATES), i % STATES);
        }
    }

    void begin() {
        Arrays.fill(scores, Float.NEGATIVE_INFINITY);
        exit = -NEXT_PHONE;
        frames = 0;
    }

    void accept(SenoneScorer scorer) {
        float entry = exit + NEXT_PHONE;
        exit = Float.NEGATIVE_INFINITY;
        float bestHere = Float.NEGATIVE_INFINITY;
        float fittest = Float.NEGATIVE_INFINITY;
        float sum = 0;
        for (int phone = 0; phone < model.phones; phone++) {
            float[][] to = model.transitions(phone);
            int at = phone * STATES;
            for (int state = STATES - 1; state >= 0; state--) {
                float arrived = state == 0 ? entry : Float.NEGATIVE_INFINITY;
                for (int from = 0; from <= state; from++) {
                    arrived = Math.max(arrived, scores[at + from] + to[from][state]);
                }
                float fit = scorer.score(senones[at + state]);
                scores[at + state] = arrived + fit;
                bestHere = Math.max(bestHere, arrived + fit);
                exit = Math.max(exit, arrived + fit + to[state][STATES]);
                fittest = Math.max(fittest, fit);
                sum += fit;
            }
        }
        frames++;
        if (frames == best.length) {
            best = Arrays.copyOf(best, 2 * frames);
            contrasts = Arrays.copyOf(contrasts, 2 * frames);
        }
        best[frames] = bestHere;
        contrasts[frames] = contrasts[frames - 1] + fittest - sum / scores.length;
    }

    int frames() {
        return frames;
    }

    /** The score of the best phones between two frames. */
    float best(int from, int to) {
        return best[to] - best[from];
    }

    /**
     * By how much the fittest phone fits better than the average one, summed over the frames
     * between two. The less, the more noise hides what is said.
     */
    float contrast(int from, int to) {
        return contrasts[to] - contrasts[from];
    }
}
