package dev.charla.skills.set;

import dev.charla.skills.language.Language;
import dev.charla.skills.phrase.Intent;
import dev.charla.skills.words.Variation;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One question and all that is known when it is answered.
 *
 * @param tools what a skill calls tools with
 * @param now the time where the caller is taken to be
 */
public record Turn(
        SkillSet skills,
        Match match,
        Memory memory,
        Variation variation,
        Countdown countdown,
        ToolPort tools,
        ZonedDateTime now) {
    public Language language() {
        return skills.language();
    }

    /** The intent's own name. */
    public String intent() {
        return match.intent().name();
    }

    /** A value the caller gave, empty when there is none of that type. */
    public <T> Optional<T> slot(String name, Class<T> type) {
        return Optional.ofNullable(match.slots().get(name))
                .filter(type::isInstance)
                .map(type::cast);
    }

    /** One of the intent's answers. */
    public String says() {
        return says(Map.of());
    }

    /** One of the intent's answers with <code>{key}</code> replaced by its value. */
    public String says(Map<String, String> values) {
        return fill(choose(match.intent().id(), match.intent().says()), values);
    }

    /** One of the skill's other lines. */
    public String line(String key) {
        return line(key, Map.of());
    }

    public String line(String key, Map<String, String> values) {
        List<String> variants = match.skill().lines().getOrDefault(key, List.of());
        return fill(choose(match.skill().id() + ":" + key, variants), values);
    }

    /** How the skill's lines call a value; empty when they do not. */
    public Optional<String> named(String value) {
        return match.skill().lines().getOrDefault(value, List.of()).stream().findFirst();
    }

    private String choose(String key, List<String> variants) {
        if (variants.isEmpty()) {
            throw new IllegalStateException("no wording for " + key);
        }
        return variation.choose(key, variants);
    }

    private static String fill(String text, Map<String, String> values) {
        String filled = text;
        for (var value : values.entrySet()) {
            filled = filled.replace("{" + value.getKey() + "}", value.getValue());
        }
        return filled;
    }

    /** The answer to another intent, as if the caller had asked for it. */
    public String instead(String intentId, Map<String, Object> slots) {
        for (Skill skill : skills.skills()) {
            for (Intent intent : skill.intents()) {
                if (intent.id().equals(intentId)) {
                    var other = new Match(skill, intent, slots, 0, 0, false);
                    return skill.answerer()
                            .answer(
                                    new Turn(
                                            skills, other, memory, variation, countdown, tools,
                                            now));
                }
            }
        }
        throw new IllegalStateException("there is no intent " + intentId);
    }
}
