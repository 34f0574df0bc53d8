package dev.charla.engine.skills;

import java.util.List;

/**
 * The words to be matched.
 *
 * @param forgiving whether small typing errors are overlooked
 */
record Heard(List<Token> tokens, boolean forgiving) {
    /** The word is another one. */
    static final int DIFFERENT = -1;

    Heard {
        tokens = List.copyOf(tokens);
    }

    int size() {
        return tokens.size();
    }

    /** The word at a place, empty after the end. */
    String word(int at) {
        return at < tokens.size() ? tokens.get(at).word() : "";
    }

    boolean has(int at, String word) {
        return word(at).equals(word);
    }

    /** 0 when {@code word} stands there, 1 with a typing error, {@link #DIFFERENT} otherwise. */
    int typos(int at, String word) {
        String said = word(at);
        if (said.equals(word)) {
            return 0;
        }
        return forgiving && Typos.likely(said, word) ? 1 : DIFFERENT;
    }
}
