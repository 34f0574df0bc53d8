package dev.charla.engine.grammar;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * The ends of words that a search has seen, each with the one before it. Confined to one thread.
 */
final class WordHistory {
    /** Before the first word. */
    static final int NONE = -1;

    private int count;
    private int[] word = new int[1024];
    private int[] before = new int[1024];
    private int[] frame = new int[1024];
    private float[] score = new float[1024];
    private int[] node = new int[1024];

    /**
     * One word of a path, or a silence.
     *
     * @param word its number in the graph; negative for a silence
     * @param from frames before it
     * @param to frames up to its end
     * @param score what it adds to the path's
     */
    record Part(int word, int from, int to, float score) {}

    /**
     * A way through the graph.
     *
     * @param score of the whole; negative infinity when there is no way
     */
    record Path(List<Part> parts, float score) {}

    void clear() {
        count = 0;
    }

    int add(int ended, int earlier, int atFrame, float withScore, int atNode) {
        if (count == word.length) {
            word = Arrays.copyOf(word, 2 * count);
            before = Arrays.copyOf(before, 2 * count);
            frame = Arrays.copyOf(frame, 2 * count);
            score = Arrays.copyOf(score, 2 * count);
            node = Arrays.copyOf(node, 2 * count);
        }
        word[count] = ended;
        before[count] = earlier;
        frame[count] = atFrame;
        score[count] = withScore;
        node[count] = atNode;
        return count++;
    }

    int size() {
        return count;
    }

    /** The first entry made at a frame or later; frames never go back. */
    int firstOf(int atFrame) {
        int at = count;
        while (at > 0 && frame[at - 1] >= atFrame) {
            at--;
        }
        return at;
    }

    int node(int entry) {
        return node[entry];
    }

    float score(int entry) {
        return score[entry];
    }

    Path path(int last, float total, int toFrame) {
        List<Part> parts = new ArrayList<>();
        for (int at = last; at != NONE; at = before[at]) {
            int earlier = before[at];
            parts.add(
                    new Part(
                            word[at],
                            earlier == NONE ? 0 : frame[earlier],
                            frame[at],
                            score[at] - (earlier == NONE ? 0 : score[earlier])));
        }
        Collections.reverse(parts);
        return new Path(List.copyOf(parts), total);
    }
}
