package dev.charla.engine.reply;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Takes out of an answer what a model thinks aloud, between {@code <think>} and {@code </think>}
 * and their like, however the text is dealt out. A thought without an end goes on to the end of the
 * answer. Of a model that was seen to end a thought it had not begun, the beginning of an answer is
 * held until it is known whether that is one. Confined to one thread at a time.
 */
final class Thoughts {
    private static final List<String> NAMES = List.of("think", "thinking", "thought", "reasoning");

    /** What may turn out to be a mark, and is held until that is known. */
    private final StringBuilder held = new StringBuilder();

    /** A thought is shorter: what is longer is not said, whatever it is. */
    private static final int LONGEST_HELD = 200_000;

    /** What is said unless a mark tells that it was thought; null where all is said at once. */
    private @Nullable StringBuilder maybeThought;

    private boolean inside;
    private boolean endedUnbegun;

    /** For a model that marks what it thinks, or does not think aloud. */
    Thoughts() {
        this(false);
    }

    /**
     * @param beginsInThought whether the model ends thoughts that it has not begun: its server's
     *     template begins them
     */
    Thoughts(boolean beginsInThought) {
        maybeThought = beginsInThought ? new StringBuilder() : null;
    }

    /** Whether a thought came to its end that had not begun. */
    boolean endedUnbegun() {
        return endedUnbegun;
    }

    /** Takes more of the answer; gives what of it is meant for others. */
    String add(String delta) {
        StringBuilder meant = new StringBuilder();
        for (int i = 0; i < delta.length(); i++) {
            take(delta.charAt(i), meant);
        }
        return meant.toString();
    }

    /** The answer has ended: gives what was held. */
    String finish() {
        String rest = inside ? "" : held.toString();
        held.setLength(0);
        if (maybeThought != null) {
            rest = maybeThought + rest;
            maybeThought = null;
        }
        return rest;
    }

    /** It ended in the middle, or goes on with a call: what may have been thought was. */
    void forget() {
        if (maybeThought != null) {
            maybeThought.setLength(0);
        }
    }

    private void take(char next, StringBuilder meant) {
        held.append(next);
        while (!held.isEmpty() && !mayBecomeMark()) {
            if (!inside) {
                mean(held.charAt(0), meant);
            }
            held.deleteCharAt(0);
        }
        if (next == '>' && !held.isEmpty()) {
            boolean ends = held.charAt(1) == '/';
            if (ends && !inside) {
                endedUnbegun = true;
                maybeThought = null;
            }
            inside = !ends;
            held.setLength(0);
        }
    }

    private void mean(char letter, StringBuilder meant) {
        if (maybeThought == null) {
            meant.append(letter);
        } else if (maybeThought.length() < LONGEST_HELD) {
            maybeThought.append(letter);
        }
    }

    private boolean mayBecomeMark() {
        String begun = held.toString().toLowerCase(Locale.ROOT);
        return NAMES.stream()
                .anyMatch(name ->
                        (!inside && ("<" + name + ">").startsWith(begun))
                                || ("</" + name + ">").startsWith(begun));
    }
}
