package dev.charla.engine.reply;

import java.util.List;
import java.util.Locale;

/**
 * Takes out of an answer what a model thinks aloud, between {@code <think>} and {@code </think>}
 * and their like, however the text is dealt out. A thought without an end goes on to the end of the
 * answer. Confined to one thread at a time.
 */
final class Thoughts {
    private static final List<String> NAMES = List.of("think", "thinking", "thought", "reasoning");

    /** What may turn out to be a mark, and is held until that is known. */
    private final StringBuilder held = new StringBuilder();

    private boolean inside;

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
        return rest;
    }

    private void take(char next, StringBuilder meant) {
        held.append(next);
        while (!held.isEmpty() && !mayBecomeMark()) {
            if (!inside) {
                meant.append(held.charAt(0));
            }
            held.deleteCharAt(0);
        }
        if (next == '>' && !held.isEmpty()) {
            // An end without a beginning: a template has begun the thought before the answer.
            inside = held.charAt(1) != '/';
            held.setLength(0);
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
