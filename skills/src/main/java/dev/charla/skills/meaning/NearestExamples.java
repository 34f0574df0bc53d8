package dev.charla.skills.meaning;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Sentences of known meaning, searched for those nearest to another one. Immutable; any thread.
 *
 * @param <T> what a sentence means; compared by {@code equals}
 */
public final class NearestExamples<T> {
    private final SentenceModel model;
    private final List<Placed<T>> examples;

    private NearestExamples(SentenceModel model, List<Placed<T>> examples) {
        this.model = model;
        this.examples = List.copyOf(examples);
    }

    /** Places all examples; takes the model's time for each. */
    public static <T> NearestExamples<T> of(SentenceModel model, List<Example<T>> examples) {
        List<Placed<T>> placed = new ArrayList<>();
        for (Example<T> example : examples) {
            placed.add(new Placed<>(example, model.vector(example.sentence())));
        }
        return new NearestExamples<>(model, placed);
    }

    /** The nearest example of each meaning, the nearest of all first; at most {@code most}. */
    public List<Near<T>> nearest(String sentence, int most) {
        float[] vector = model.vector(sentence);
        Map<T, Near<T>> best = new LinkedHashMap<>();
        for (Placed<T> placed : examples) {
            double similarity = dot(vector, placed.vector());
            Near<T> before = best.get(placed.example().meaning());
            if (before == null || before.similarity() < similarity) {
                best.put(placed.example().meaning(), new Near<>(placed.example(), similarity));
            }
        }
        return best.values().stream()
                .sorted(Comparator.comparingDouble((Near<T> near) -> near.similarity()).reversed())
                .limit(most)
                .toList();
    }

    /** How many examples there are. */
    public int size() {
        return examples.size();
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /** A sentence and what it means. */
    public record Example<T>(String sentence, T meaning) {}

    /**
     * An example and how near it is.
     *
     * @param similarity the cosine of both vectors, 1 for the same sentence
     */
    public record Near<T>(Example<T> example, double similarity) {}

    /** Not a record: arrays are compared by identity. */
    private static final class Placed<T> {
        private final Example<T> example;
        private final float[] vector;

        private Placed(Example<T> example, float[] vector) {
            this.example = example;
            this.vector = vector;
        }

        private Example<T> example() {
            return example;
        }

        private float[] vector() {
            return vector;
        }
    }
}
