package dev.charla.engine.grammar;

/**
 * How wide to search, in natural logarithms of probabilities.
 *
 * @param beam how much worse than the best a way may be and still be followed
 * @param mostNodes how many nodes are followed at most, about
 * @param wordPenalty added for each word, so that few long words win over many short ones
 * @param silencePenalty added for each silence
 */
record SearchOptions(float beam, int mostNodes, float wordPenalty, float silencePenalty) {
    /** Chosen on the skills' grammar: wider ones find the same sentences. */
    static final SearchOptions DEFAULT = new SearchOptions(150, 4_000, -2.3f, -2.3f);
}
