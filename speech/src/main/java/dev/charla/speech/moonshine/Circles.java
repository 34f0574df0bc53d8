package dev.charla.speech.moonshine;

import java.util.List;

/** Finds a text that goes round in circles, as this kind of network may write. */
final class Circles {
    private static final int LONGEST_ROW = 12;
    private static final int ROUNDS = 3;

    /** Fewer tokens than these may well be meant: "no, no, no". */
    private static final int LEAST_TOKENS = 12;

    private Circles() {}

    /**
     * How many tokens at the end only repeat those before them: all but the first of three or more
     * rounds of the same row. 0 when there are no such rounds.
     */
    static int superfluous(List<Integer> tokens) {
        for (int row = 1; row <= LONGEST_ROW; row++) {
            int rounds = Math.max(ROUNDS, (LEAST_TOKENS + row - 1) / row);
            int all = rounds * row;
            if (all <= tokens.size() && repeats(tokens, row, all)) {
                return all - row;
            }
        }
        return 0;
    }

    private static boolean repeats(List<Integer> tokens, int row, int all) {
        int end = tokens.size();
        for (int i = end - all + row; i < end; i++) {
            if (!tokens.get(i).equals(tokens.get(i - row))) {
                return false;
            }
        }
        return true;
    }
}
