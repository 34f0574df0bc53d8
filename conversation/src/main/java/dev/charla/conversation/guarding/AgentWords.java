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
    private boolean passedWhole;

    AgentWords(ResponseId response, ItemId item) {
        this.response = response;
        this.item = item;
    }

    void grow(String delta) {
        text.append(delta);
    }

    /** All of the words, where they are not just those told so far; no more come. */
    void become(String all) {
        if (!all.isEmpty() && !all.contentEquals(text)) {
            passed = Math.min(passed, common(all));
            undecidedAt = Math.min(undecidedAt, passed);
            text.setLength(0);
            text.append(all);
        }
        end();
    }

    /** No more words come. */
    void end() {
        whole = true;
        passedWhole |= text.isEmpty();
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
        passedWhole |= all;
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
        return passedWhole;
    }

    /** Whether what comes after so many characters may be heard. */
    boolean free(int chars, boolean all) {
        return passedWhole || (!all && passed >= chars);
    }

    boolean toCheck() {
        return !passedWhole && (whole || text.length() > undecidedAt);
    }
}
