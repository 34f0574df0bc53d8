package dev.charla.engine.grammar;

/**
 * A grammar as a graph of phones in context, in flat arrays: node {@code n} stands for one phone
 * between certain others at one place in the sentences, and is followed by the nodes {@code
 * followers[firstFollower[n]]} up to those of {@code n + 1}. Immutable; made by {@link
 * PhoneGraphBuilder}.
 *
 * @param words the words that {@code word} refers to
 * @param phone of each node
 * @param sequence the senone sequence of each node
 * @param word that ends with the node, or -1
 * @param end whether a sentence may end after the node
 * @param starts nodes that a sentence may begin with
 */
@SuppressWarnings("ArrayRecordComponent") // The search runs over them; nobody else sees them.
record PhoneGraph(
        String[] words,
        byte[] phone,
        int[] sequence,
        int[] word,
        boolean[] end,
        int[] firstFollower,
        int[] followers,
        int[] starts) {
    int nodes() {
        return phone.length;
    }
}
