package dev.charla.speech.bench;

import java.util.List;

/**
 * How far what was heard is from what was said, as the field counts it: words that have to be
 * changed, left out or put in to make the one of the other, after both were brought to one way of
 * writing. Where two words are one on the other side ("voice mail"), only the space differs, which
 * nobody can hear. Immutable.
 *
 * @param errors 0 is all right; may pass {@code words}
 * @param words of what was said
 */
public record WordErrors(int errors, int words) {
    /** Nothing said, nothing heard. */
    public static final WordErrors NONE = new WordErrors(0, 0);

    /**
     * Counts them.
     *
     * @param language BCP 47 tag of both; numbers, spellings and short forms are known of English
     */
    public static WordErrors between(String said, String heard, String language) {
        List<String> is = SpokenForm.words(said, language);
        return new WordErrors(distance(is, SpokenForm.words(heard, language)), is.size());
    }

    /** Of English. */
    public static WordErrors between(String said, String heard) {
        return between(said, heard, "en");
    }

    /** Of both together. */
    public WordErrors and(WordErrors more) {
        return new WordErrors(errors + more.errors, words + more.words);
    }

    /** Errors per word of what was said; may pass 1. */
    public double rate() {
        return (double) errors / Math.max(1, words);
    }

    private static int distance(List<String> said, List<String> heard) {
        int[][] least = new int[said.size() + 1][heard.size() + 1];
        for (int i = 0; i <= said.size(); i++) {
            for (int j = 0; j <= heard.size(); j++) {
                least[i][j] = least(least, i, j, said, heard);
            }
        }
        return least[said.size()][heard.size()];
    }

    private static int least(int[][] least, int i, int j, List<String> said, List<String> heard) {
        if (i == 0 || j == 0) {
            return i + j;
        }
        String one = said.get(i - 1);
        String other = heard.get(j - 1);
        int best = least[i - 1][j - 1] + (one.equals(other) ? 0 : 1);
        best = Math.min(best, 1 + Math.min(least[i - 1][j], least[i][j - 1]));
        if (i > 1 && other.equals(said.get(i - 2) + one)) {
            best = Math.min(best, least[i - 2][j - 1]);
        }
        if (j > 1 && one.equals(heard.get(j - 2) + other)) {
            best = Math.min(best, least[i - 1][j - 2]);
        }
        return best;
    }
}
