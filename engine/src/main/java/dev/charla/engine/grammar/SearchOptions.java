package dev.charla.engine.grammar;

/**
 * How wide to search, in natural logarithms of probabilities.
 *
 * @param beam how much worse than the best a way may be and still be followed
 * @param mostNodes how many nodes are followed at most, about
 * @param wordPenalty added for each word, so that few long words win over many short ones
 * @param silencePenalty added for each silence
 * @param choiceWeight how much the number of ways on from a word counts: each of them is less
 *     likely by that power of the number. Without it, what is none of the grammar's sentences is
 *     easily taken for many numbers and units, of which any may follow any
 */
record SearchOptions(
        float beam, int mostNodes, float wordPenalty, float silencePenalty, float choiceWeight) {
    /** Chosen on the skills' grammar: wider ones find the same sentences. */
    static final SearchOptions DEFAULT = new SearchOptions(150, 4_000, -2.3f, -2.3f, 4);
}
