package dev.charla.skills.set;

import dev.charla.skills.phrase.Intent;
import java.util.HashMap;
import java.util.Map;

/**
 * Words that were understood.
 *
 * @param slots the values, those fixed by the intent included
 * @param score how much of the words the phrase prescribes
 * @param typos how many typing errors were overlooked
 * @param greeted whether a greeting stood before what was asked
 */
public record Match(
        Skill skill,
        Intent intent,
        Map<String, Object> slots,
        int score,
        int typos,
        boolean greeted) {
    public Match {
        slots = Map.copyOf(slots);
    }

    /** The same with other values. */
    public Match with(Map<String, Object> values) {
        Map<String, Object> all = new HashMap<>(slots);
        all.putAll(values);
        return new Match(skill, intent, all, score, typos, greeted);
    }

    /** Whether both mean the same. */
    public boolean sameAs(Match other) {
        return intent.id().equals(other.intent.id()) && slots.equals(other.slots);
    }
}
