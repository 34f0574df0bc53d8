package dev.charla.engine.reply;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Removes a model's reasoning, between {@code <think>} and {@code </think>} and similar tags, from
 * a streamed answer, independent of how the text is chunked. A thought without an end extends to
 * the end of the answer. If a model has once ended a thought that it had not begun, this class
 * holds the beginning of each answer until it is clear whether it is a thought. Confined to one
 * thread at a time.
 */
final class Thoughts {
    private static final List<String> NAMES = List.of("think", "thinking", "thought", "reasoning");

    /** Text that may turn out to be a tag, held until that is clear. */
    private final StringBuilder held = new StringBuilder();

    /** Maximum of held text; longer text is dropped. */
    private static final int LONGEST_HELD = 200_000;

    /**
     * Held text that is said unless a tag shows that it was a thought; null when all text is said
     * at once.
     */
    private @Nullable StringBuilder maybeThought;

    private boolean inside;
    private boolean endedUnbegun;

    /** For a model that marks its thoughts or has none. */
    Thoughts() {
        this(false);
    }

    /**
     * @param beginsInThought whether the model ends thoughts that it has not begun: its server's
     *     prompt template begins them
     */
    Thoughts(boolean beginsInThought) {
        maybeThought = beginsInThought ? new StringBuilder() : null;
    }

    /** Whether a thought ended that had not begun. */
    boolean endedUnbegun() {
        return endedUnbegun;
    }

    /** Adds text; returns the part for the caller. */
    String add(String delta) {
        StringBuilder meant = new StringBuilder();
        for (int i = 0; i < delta.length(); i++) {
            take(delta.charAt(i), meant);
        }
        return meant.toString();
    }

    /** The answer has ended: returns the held text. */
    String finish() {
        String rest = inside ? "" : held.toString();
        held.setLength(0);
        if (maybeThought != null) {
            rest = maybeThought + rest;
            maybeThought = null;
        }
        return rest;
    }

    /** It ended in mid-thought, or a call follows: the held text was a thought. */
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
