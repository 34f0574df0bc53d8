package dev.charla.engine.grammar;

import java.util.Arrays;

/**
 * The beam search through a {@link PhoneGraph}: of all ways to have said some of it, keeps those
 * that fit the audio nearly as well as the best. Confined to one thread.
 */
final class GrammarSearch {
    private static final int STATES = AcousticModel.STATES;
    private static final float NEVER = Float.NEGATIVE_INFINITY;

    private final AcousticModel model;
    private final PhoneGraph graph;
    private final SearchOptions options;
    private final WordHistory history = new WordHistory();

    /** By node: its place among the active ones of the next frame, or -1. */
    private final int[] place;

    private Active now = new Active();
    private Active next = new Active();
    private final int[] histogram;
    private float best;
    private int frame;

    GrammarSearch(AcousticModel model, PhoneGraph graph, SearchOptions options) {
        this.model = model;
        this.graph = graph;
        this.options = options;
        place = new int[graph.nodes()];
        histogram = new int[(int) options.beam() + 2];
        Arrays.fill(place, -1);
    }

    /**
     * Nodes that some way has reached, with the score and the words of the best way to each state.
     */
    private static final class Active {
        int count;
        int[] node = new int[1024];
        float[] entry = new float[1024];
        int[] entryHistory = new int[1024];
        float[] score = new float[1024 * STATES];
        int[] words = new int[1024 * STATES];

        int add(int reached) {
            if (count == node.length) {
                node = Arrays.copyOf(node, 2 * count);
                entry = Arrays.copyOf(entry, 2 * count);
                entryHistory = Arrays.copyOf(entryHistory, 2 * count);
                score = Arrays.copyOf(score, 2 * count * STATES);
                words = Arrays.copyOf(words, 2 * count * STATES);
            }
            node[count] = reached;
            entry[count] = NEVER;
            Arrays.fill(score, count * STATES, (count + 1) * STATES, NEVER);
            return count++;
        }
    }

    void begin() {
        for (int i = 0; i < now.count; i++) {
            place[now.node[i]] = -1;
        }
        now.count = 0;
        history.clear();
        frame = 0;
        best = 0;
        for (int node : graph.starts()) {
            enter(now, node, 0, WordHistory.NONE);
        }
    }

    private void enter(Active active, int node, float score, int words) {
        int at = place[node];
        if (at < 0) {
            at = active.add(node);
            place[node] = at;
        }
        if (score > active.entry[at]) {
            active.entry[at] = score;
            active.entryHistory[at] = words;
        }
    }

    /** One more frame, the one that the scorer stands at. */
    void accept(SenoneScorer scorer) {
        frame++;
        best = NEVER;
        for (int i = 0; i < now.count; i++) {
            best = Math.max(best, step(i, scorer));
        }
        float threshold = threshold();
        for (int i = 0; i < now.count; i++) {
            place[now.node[i]] = -1;
        }
        next.count = 0;
        for (int i = 0; i < now.count; i++) {
            if (bestOf(i) >= threshold) {
                keep(i);
            }
        }
        for (int i = 0; i < now.count; i++) {
            if (bestOf(i) >= threshold) {
                leave(i, threshold);
            }
        }
        Active done = now;
        now = next;
        next = done;
    }

    private float step(int i, SenoneScorer scorer) {
        int node = now.node[i];
        int sequence = graph.sequence()[node];
        float[][] to = model.transitions(graph.phone()[node]);
        int at = i * STATES;
        float[] score = now.score;
        int[] words = now.words;
        float stay = score[at + 2] + to[2][2];
        float step = score[at + 1] + to[1][2];
        float skip = score[at] + to[0][2];
        float last = stay;
        if (step > last) {
            last = step;
            words[at + 2] = words[at + 1];
        }
        if (skip > last) {
            last = skip;
            words[at + 2] = words[at];
        }
        float middle = score[at + 1] + to[1][1];
        if (score[at] + to[0][1] > middle) {
            middle = score[at] + to[0][1];
            words[at + 1] = words[at];
        }
        float first = score[at] + to[0][0];
        if (now.entry[i] > first) {
            first = now.entry[i];
            words[at] = now.entryHistory[i];
        }
        score[at] = first == NEVER ? NEVER : first + scorer.score(model.senone(sequence, 0));
        score[at + 1] = middle == NEVER ? NEVER : middle + scorer.score(model.senone(sequence, 1));
        score[at + 2] = last == NEVER ? NEVER : last + scorer.score(model.senone(sequence, 2));
        return bestOf(i);
    }

    private float bestOf(int i) {
        int at = i * STATES;
        return Math.max(now.score[at], Math.max(now.score[at + 1], now.score[at + 2]));
    }

    /** The beam, or less of it when too many nodes are within. */
    private float threshold() {
        if (now.count <= options.mostNodes()) {
            return best - options.beam();
        }
        Arrays.fill(histogram, 0);
        for (int i = 0; i < now.count; i++) {
            float distance = best - bestOf(i);
            if (distance <= options.beam()) {
                histogram[(int) distance]++;
            }
        }
        int kept = 0;
        int width = 0;
        while (width < histogram.length && kept + histogram[width] <= options.mostNodes()) {
            kept += histogram[width++];
        }
        return best - Math.min(options.beam(), Math.max(1, width));
    }

    private void keep(int i) {
        int at = next.add(now.node[i]);
        place[now.node[i]] = at;
        System.arraycopy(now.score, i * STATES, next.score, at * STATES, STATES);
        System.arraycopy(now.words, i * STATES, next.words, at * STATES, STATES);
    }

    private void leave(int i, float threshold) {
        int node = now.node[i];
        float[][] to = model.transitions(graph.phone()[node]);
        int at = i * STATES;
        float exit = now.score[at + 2] + to[2][3];
        int words = now.words[at + 2];
        if (now.score[at + 1] + to[1][3] > exit) {
            exit = now.score[at + 1] + to[1][3];
            words = now.words[at + 1];
        }
        if (exit < threshold) {
            return;
        }
        int word = graph.word()[node];
        if (word >= 0 || graph.phone()[node] == model.silence) {
            words = history.add(word, words, frame, exit, node);
            exit += word >= 0 ? wordPenalty(node) : options.silencePenalty();
        }
        for (int f = graph.firstFollower()[node]; f < graph.firstFollower()[node + 1]; f++) {
            enter(next, graph.followers()[f], exit, words);
        }
    }

    private float wordPenalty(int node) {
        int choices = graph.firstFollower()[node + 1] - graph.firstFollower()[node];
        return options.wordPenalty()
                - options.choiceWeight() * (float) Math.log(Math.max(1, choices));
    }

    /** The best way so far, whether or not a sentence may end there. */
    WordHistory.Path soFar() {
        float top = NEVER;
        int words = WordHistory.NONE;
        for (int i = 0; i < now.count * STATES; i++) {
            if (now.score[i] > top) {
                top = now.score[i];
                words = now.words[i];
            }
        }
        return history.path(words, top, frame);
    }

    /** The best way that is a whole sentence; empty when there is none. */
    WordHistory.Path atEnd() {
        float top = NEVER;
        int words = WordHistory.NONE;
        for (int i = history.firstOf(frame); i < history.size(); i++) {
            if (graph.end()[history.node(i)] && history.score(i) > top) {
                top = history.score(i);
                words = i;
            }
        }
        return history.path(words, top, frame);
    }

    String word(int number) {
        return graph.words()[number];
    }
}
