package dev.charla.conversation.guard;

import org.jspecify.annotations.Nullable;

/** What a guard thinks of the words so far. */
public sealed interface Verdict {
    /** Longer than anybody listens to in place of what was to be said. */
    int MOST_CHARS = 500;

    /** The words may be said. */
    record Pass() implements Verdict {}

    /**
     * It depends on what follows, such as the rest of a word. Where speech is held back, it is held
     * until there are more words; the end of an item passes.
     */
    record Undecided() implements Verdict {}

    /**
     * Other words take their place. Of the agent: it is stopped, and says these. Of the caller: the
     * agent is told these.
     */
    record Replace(String words) implements Verdict {
        /**
         * Other words.
         *
         * @throws IllegalArgumentException when they are blank, or too long
         */
        public Replace {
            require(words, "the words that take the place of others");
        }
    }

    /**
     * The words are not to be said. Of the agent: it is stopped. Of the caller: the agent is not
     * told, and does not answer.
     *
     * @param reason a sentence for the caller
     * @param say what the agent says then, word for word; null for nothing
     */
    record Stop(String reason, @Nullable String say) implements Verdict {
        /**
         * A stop.
         *
         * @throws IllegalArgumentException when something there is blank, or too long
         */
        public Stop {
            require(reason, "the reason of a stop");
            if (say != null) {
                require(say, "what the agent says after a stop");
            }
        }
    }

    /** The words may be said. */
    static Verdict pass() {
        return new Pass();
    }

    /** It depends on what follows. */
    static Verdict undecided() {
        return new Undecided();
    }

    /** These words take the place of those. */
    static Verdict replace(String words) {
        return new Replace(words);
    }

    /** The words are not to be said, for this reason, which the caller is shown. */
    static Verdict stop(String reason) {
        return new Stop(reason, null);
    }

    /** The words are not to be said, and the agent says others, word for word. */
    static Verdict stop(String reason, String say) {
        return new Stop(reason, say);
    }

    private static void require(String words, String what) {
        if (words.isBlank() || words.length() > MOST_CHARS) {
            throw new IllegalArgumentException(
                    "%s must have 1 to %d characters".formatted(what, MOST_CHARS));
        }
    }
}
