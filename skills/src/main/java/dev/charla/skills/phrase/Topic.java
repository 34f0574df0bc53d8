package dev.charla.skills.phrase;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Something of history the agent knows about.
 *
 * @param names how callers call it, the first one as it stands in a sentence; lower case
 * @param answer what is said first
 * @param facts further sentences by what is asked: when, where, who, why, more, long, life
 * @param next the topic that came after, empty for none
 * @param previous the topic that came before, empty for none
 */
public record Topic(
        String id,
        List<String> names,
        String answer,
        Map<String, String> facts,
        String next,
        String previous,
        Optional<Quiz> quiz) {
    public Topic {
        names = List.copyOf(names);
        facts = Map.copyOf(facts);
    }

    public Optional<String> fact(String name) {
        return Optional.ofNullable(facts.get(name));
    }

    /**
     * A question about it.
     *
     * @param accepts answers that are right, each as a list of words; the first one is told
     */
    public record Quiz(String question, String told, List<List<String>> accepts) {
        public Quiz {
            accepts = List.copyOf(accepts);
        }
    }
}
