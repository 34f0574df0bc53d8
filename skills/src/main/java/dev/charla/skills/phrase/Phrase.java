package dev.charla.skills.phrase;

import dev.charla.skills.slot.SlotType;
import dev.charla.skills.words.Token;
import java.util.List;

/** What a caller may say: a small regular expression over words. */
public sealed interface Phrase {
    /** One word as {@link Token#word()} spells it. */
    record Word(String text) implements Phrase {}

    /**
     * Words that carry a value.
     *
     * @param name under which the answerer finds the value
     * @param type what kind of words
     */
    record Slot(String name, SlotType type) implements Phrase {}

    /** One after the other. */
    record Sequence(List<Phrase> parts) implements Phrase {
        public Sequence {
            parts = List.copyOf(parts);
        }
    }

    /** Any one of these. */
    record Choice(List<Phrase> options) implements Phrase {
        public Choice {
            options = List.copyOf(options);
        }
    }

    /** May be left out. */
    record Maybe(Phrase part) implements Phrase {}
}
