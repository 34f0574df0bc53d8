package dev.charla.conversation.guarding;

import dev.charla.protocol.item.ItemId;
import dev.charla.protocol.item.ResponseId;

/** The agent's words in one part of an item, and how many of them have passed. */
final class AgentWords {
    final ResponseId response;
    final ItemId item;
    final StringBuilder text = new StringBuilder();

    /** Whether any of its audio went to the page. */
    boolean sounded;

    private int passed;
    private int undecidedAt;
    private boolean whole;

    /** So many characters have passed as all there are; -1 for none. */
    private int passedAll = -1;

    AgentWords(ResponseId response, ItemId item) {
        this.response = response;
        this.item = item;
    }

    /** More words, also behind what was told to be the end. */
    void grow(String delta) {
        if (!delta.isEmpty()) {
            text.append(delta);
            whole = false;
        }
    }

    /** All of the words, where they are not just those told so far; no more come. */
    void become(String all) {
        if (!all.isEmpty() && !all.contentEquals(text)) {
            passed = Math.min(passed, common(all));
            passedAll = Math.min(passedAll, passed);
            undecidedAt = Math.min(undecidedAt, passed);
            text.setLength(0);
            text.append(all);
        }
        end();
    }

    /** No more words come. */
    void end() {
        whole = true;
        if (text.isEmpty()) {
            passedAll = 0;
        }
    }

    private int common(String all) {
        int same = 0;
        while (same < all.length()
                && same < text.length()
                && all.charAt(same) == text.charAt(same)) {
            same++;
        }
        return same;
    }

    /** So many characters may be heard, and the rest that is no words, where that is all. */
    void passed(int chars, boolean all) {
        passed = chars;
        undecidedAt = Math.max(undecidedAt, chars);
        if (all) {
            passedAll = chars;
        }
    }

    /** It depends on what follows so many characters. */
    void undecided(int chars) {
        undecidedAt = chars;
    }

    /** Whether nothing of it has been checked. */
    boolean fresh() {
        return passed == 0 && undecidedAt == 0;
    }

    boolean whole() {
        return whole;
    }

    boolean passedWhole() {
        return whole && passedAll >= text.length();
    }

    /** Whether what comes after so many characters may be heard. */
    boolean free(int chars, boolean all) {
        return all ? passedAll >= chars : passed >= chars;
    }

    boolean toCheck() {
        return !passedWhole() && (whole || text.length() > undecidedAt);
    }
}
