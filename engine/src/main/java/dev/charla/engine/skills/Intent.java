package dev.charla.engine.skills;

import java.util.List;
import java.util.Map;

/**
 * One thing a skill can be asked.
 *
 * @param id the skill's id, a dot and the intent's own name
 * @param phrases what a caller may say or type
 * @param typed what a caller may only type; never part of the grammar
 * @param says variants of the answer, empty when the answerer words it otherwise
 * @param fixed slot values every phrase of this intent has
 */
record Intent(
        String id,
        List<Phrase> phrases,
        List<Phrase> typed,
        List<String> says,
        Map<String, Object> fixed) {
    Intent {
        phrases = List.copyOf(phrases);
        typed = List.copyOf(typed);
        says = List.copyOf(says);
        fixed = Map.copyOf(fixed);
    }

    /** The id without the skill. */
    String name() {
        return id.substring(id.indexOf('.') + 1);
    }
}
