package dev.charla.conversation.guard;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A guard that looks for a pattern. A match that more words could undo, such as the beginning of a
 * longer word, decides nothing yet.
 *
 * @param forbidden what must not be found
 * @param verdict what becomes of words in which it is found
 */
public record PatternGuard(
        String name, Guarded on, Pattern forbidden, Verdict verdict, GuardManner manner)
        implements WordGuard {
    /**
     * Looks at characters. A pattern that a text of an hour's speech makes look more often than
     * this tries more and more ways to match, and would not end while anybody waits.
     */
    static final int MOST_LOOKS = 5_000_000;

    @Override
    @SuppressWarnings("JdkObsolete") // made for text that still comes, as this does
    public Verdict check(SoFar words) {
        Matcher matcher = forbidden.matcher(new Counted(words.text(), new int[1]));
        if (!matcher.find()) {
            return Verdict.pass();
        }
        return matcher.requireEnd() && !words.whole() ? Verdict.undecided() : verdict;
    }

    /** A text that ends the search which looks at it too often. */
    private static final class Counted implements CharSequence {
        private final String text;
        private final int[] looks;

        Counted(String text, int[] looks) {
            this.text = text;
            this.looks = looks;
        }

        @Override
        public char charAt(int index) {
            if (++looks[0] > MOST_LOOKS) {
                throw new IllegalStateException("the pattern takes too long");
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new Counted(text.substring(start, end), looks);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
