package dev.charla.skills.set;

import dev.charla.skills.phrase.Intent;
import java.util.List;
import java.util.Map;

/**
 * One thing the agent can do.
 *
 * @param help what it does, to follow "I can"; empty when it is not worth a word
 * @param suggestions what the page may suggest to say
 * @param lines further wordings of answers by key, each with its variants
 */
public record Skill(
        String id,
        Answerer answerer,
        String help,
        List<String> suggestions,
        List<Intent> intents,
        Map<String, List<String>> lines) {
    public Skill {
        suggestions = List.copyOf(suggestions);
        intents = List.copyOf(intents);
        lines = Map.copyOf(lines);
    }
}
