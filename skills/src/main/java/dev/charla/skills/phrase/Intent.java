package dev.charla.skills.phrase;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One thing a skill can be asked.
 *
 * @param id the skill's id, a dot and the intent's own name
 * @param phrases what a caller may say or type
 * @param typed what a caller may only type; never part of the grammar
 * @param says variants of the answer, empty when the answerer words it otherwise
 * @param fixed slot values every phrase of this intent has
 * @param guide how it is understood beyond its phrases
 * @param use the tool it calls; empty when it calls none
 */
public record Intent(
        String id,
        List<Phrase> phrases,
        List<Phrase> typed,
        List<String> says,
        Map<String, Object> fixed,
        Guide guide,
        Optional<ToolUse> use) {
    /** One that calls no tool. */
    public Intent(
            String id,
            List<Phrase> phrases,
            List<Phrase> typed,
            List<String> says,
            Map<String, Object> fixed,
            Guide guide) {
        this(id, phrases, typed, says, fixed, guide, Optional.empty());
    }

    public Intent {
        phrases = List.copyOf(phrases);
        typed = List.copyOf(typed);
        says = List.copyOf(says);
        fixed = Map.copyOf(fixed);
    }

    /** A sentence that asks for it, as an example for people; its own id when it has none. */
    public String shown() {
        return Stream.concat(
                        guide.examples().stream(),
                        Stream.concat(phrases.stream(), typed.stream())
                                .flatMap(phrase -> Expansions.of(phrase, 1).stream()))
                .findFirst()
                .orElse(id);
    }

    /** The id without the skill. */
    public String name() {
        return id.substring(id.indexOf('.') + 1);
    }
}
