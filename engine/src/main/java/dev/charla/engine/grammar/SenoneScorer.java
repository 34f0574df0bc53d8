package dev.charla.engine.grammar;

import java.util.Arrays;

/**
 * How well each senone fits the frame at hand, worked out when it is first asked for. Confined to
 * one thread.
 *
 * <p>Of a codebook's Gaussians only the best few count for a frame, as in the model's training.
 */
final class SenoneScorer {
    private static final int BEST = 4;

    /** The sum of two probabilities given as logarithms adds at most log 2 to the larger one. */
    private static final LogSum LOG_SUM = new LogSum();

    private final AcousticModel model;
    private final float[] distances;
    private final int[] bestOnes;
    private final float[] bestScores;
    private final int[] codebookFrame;
    private final int[] senoneFrame;
    private final float[] senoneScore;
    private float[] feature;
    private int frame;

    SenoneScorer(AcousticModel model) {
        this.model = model;
        int codebooks = model.offsets.length / (model.streams * model.gaussians);
        distances = new float[model.gaussians];
        bestOnes = new int[codebooks * model.streams * BEST];
        bestScores = new float[bestOnes.length];
        codebookFrame = new int[codebooks];
        senoneFrame = new int[model.codebookOf.length];
        senoneScore = new float[senoneFrame.length];
        feature = new float[model.featureLength()];
    }

    /** From now on scores are those of this frame, which is kept and not to be changed. */
    void use(float[] frameFeature) {
        feature = frameFeature;
        frame++;
    }

    /** The natural logarithm of the senone's density at the frame. */
    float score(int senone) {
        if (senoneFrame[senone] != frame) {
            senoneFrame[senone] = frame;
            senoneScore[senone] = mix(senone);
        }
        return senoneScore[senone];
    }

    private float mix(int senone) {
        int codebook = model.codebookOf[senone];
        if (codebookFrame[codebook] != frame) {
            codebookFrame[codebook] = frame;
            for (int stream = 0; stream < model.streams; stream++) {
                findBest(codebook * model.streams + stream, stream);
            }
        }
        float score = 0;
        for (int stream = 0; stream < model.streams; stream++) {
            int best = (codebook * model.streams + stream) * BEST;
            int weight = (senone * model.streams + stream) * model.gaussians;
            float sum = bestScores[best] + model.weights[weight + bestOnes[best]];
            for (int i = best + 1; i < best + BEST; i++) {
                sum = LOG_SUM.of(sum, bestScores[i] + model.weights[weight + bestOnes[i]]);
            }
            score += sum;
        }
        return score;
    }

    private void findBest(int set, int stream) {
        int count = model.gaussians;
        System.arraycopy(model.offsets, set * count, distances, 0, count);
        for (int d = 0; d < model.streamLength; d++) {
            float value = feature[stream * model.streamLength + d];
            int from = (set * model.streamLength + d) * count;
            for (int g = 0; g < count; g++) {
                float difference = value - model.means[from + g];
                distances[g] -= difference * difference * model.precisions[from + g];
            }
        }
        int first = set * BEST;
        Arrays.fill(bestScores, first, first + BEST, Float.NEGATIVE_INFINITY);
        for (int g = 0; g < count; g++) {
            float score = distances[g];
            if (score > bestScores[first + BEST - 1]) {
                int at = first + BEST - 1;
                while (at > first && score > bestScores[at - 1]) {
                    bestScores[at] = bestScores[at - 1];
                    bestOnes[at] = bestOnes[at - 1];
                    at--;
                }
                bestScores[at] = score;
                bestOnes[at] = g;
            }
        }
    }

    /** {@code log(exp(a) + exp(b))} from a table, 0.01 off at most. */
    private static final class LogSum {
        private static final int STEPS_PER_UNIT = 32;
        private static final int UNITS = 8;

        private final float[] additions = new float[UNITS * STEPS_PER_UNIT + 1];

        LogSum() {
            for (int i = 0; i < additions.length - 1; i++) {
                additions[i] = (float) Math.log1p(Math.exp(-(i + 0.5) / STEPS_PER_UNIT));
            }
        }

        float of(float a, float b) {
            float larger = Math.max(a, b);
            float distance = (larger - Math.min(a, b)) * STEPS_PER_UNIT;
            return distance < additions.length - 1 ? larger + additions[(int) distance] : larger;
        }
    }
}
