package dev.charla.skills.words;

import java.util.List;

/**
 * The words to be matched.
 *
 * @param forgiving whether small typing errors are overlooked
 */
public record Heard(List<Token> tokens, boolean forgiving) {
    /** The word is another one. */
    public static final int DIFFERENT = -1;

    public Heard {
        tokens = List.copyOf(tokens);
    }

    public int size() {
        return tokens.size();
    }

    /** The word at a place, empty after the end. */
    public String word(int at) {
        return at < tokens.size() ? tokens.get(at).word() : "";
    }

    public boolean has(int at, String word) {
        return word(at).equals(word);
    }

    /** 0 when {@code word} stands there, 1 with a typing error, {@link #DIFFERENT} otherwise. */
    public int typos(int at, String word) {
        String said = word(at);
        if (said.equals(word)) {
            return 0;
        }
        return forgiving && Typos.likely(said, word) ? 1 : DIFFERENT;
    }
}
