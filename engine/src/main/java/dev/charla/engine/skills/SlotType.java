package dev.charla.engine.skills;

import java.util.List;
import java.util.Map;

/** A kind of words that carry a value. Implementations are immutable. */
interface SlotType {
    /** All ways to read a value that begins at {@code from}, the longest first. */
    List<Reading> read(Heard heard, int from);

    /**
     * Grammar rules by name, among them {@link #ruleName}; other rules are named in them as {@code
     * <rule>}. Empty when the slot is for typed words only.
     */
    Map<String, String> rules();

    /** The name its rule has in the grammar, of lower case letters and underscores. */
    String ruleName();

    /** How much a word in this slot tells; a word of the phrase itself counts 10. */
    default int weight() {
        return 9;
    }

    /** Words it reads, for an example; empty for words of any kind. */
    String sample();

    /**
     * A value read.
     *
     * @param end the place after its last word
     * @param typos how many typing errors were overlooked
     */
    record Reading(Object value, int end, int typos) {
        static Reading exact(Object value, int end) {
            return new Reading(value, end, 0);
        }
    }
}
