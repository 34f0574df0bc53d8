package dev.charla.skills.slot;

import dev.charla.skills.words.Heard;
import java.util.List;

/** A kind of words that carry a value. Implementations are immutable. */
public interface SlotType {
    /** All ways to read a value that begins at {@code from}, the longest first. */
    List<Reading> read(Heard heard, int from);

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
        public static Reading exact(Object value, int end) {
            return new Reading(value, end, 0);
        }
    }
}
