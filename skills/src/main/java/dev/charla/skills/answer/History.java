package dev.charla.skills.answer;

import dev.charla.skills.phrase.Topic;
import dev.charla.skills.set.Answerer;
import dev.charla.skills.set.Memory;
import dev.charla.skills.set.SkillSet;
import dev.charla.skills.set.Turn;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Tells what the topics say, and goes on from the last one. */
public final class History implements Answerer {
    public static final String NAME = "history";

    /** When somebody was born and died: an intent and a fact. */
    private static final String LIFE = "life";

    @Override
    public Set<String> intents() {
        return Set.of(
                "about", "fact", "follow", LIFE, "next", "previous", "more", "anything", "topics");
    }

    @Override
    public String answer(Turn turn) {
        Memory memory = turn.memory();
        Optional<Topic> named =
                turn.slot("topic", String.class).flatMap(id -> turn.skills().topic(id));
        if (named.isPresent()) {
            return told(turn, named.get());
        }
        return switch (turn.intent()) {
            case "anything" -> anything(turn);
            case "topics" -> topics(turn);
            default ->
                    memory.topic()
                            .map(topic -> goingOn(turn, topic))
                            .orElseGet(() -> turn.line("nothing-yet"));
        };
    }

    private static String told(Turn turn, Topic topic) {
        remember(turn, topic);
        Optional<String> fact =
                turn.intent().equals(LIFE) ? Optional.of(LIFE) : turn.slot("fact", String.class);
        return fact.isEmpty() ? topic.answer() : fact(turn, topic, fact.get());
    }

    private static void remember(Turn turn, Topic topic) {
        turn.memory().topic(topic);
        turn.memory().more(turn.match().skill().id() + ".more");
    }

    private static String goingOn(Turn turn, Topic topic) {
        return switch (turn.intent()) {
            case "next" -> neighbour(turn, topic.next(), "no-next");
            case "previous" -> neighbour(turn, topic.previous(), "no-previous");
            case "more" -> more(turn, topic);
            case LIFE -> fact(turn, topic, LIFE);
            default -> fact(turn, topic, turn.slot("fact", String.class).orElse("more"));
        };
    }

    private static String neighbour(Turn turn, String id, String none) {
        Optional<Topic> topic = turn.skills().topic(id);
        topic.ifPresent(other -> remember(turn, other));
        return topic.map(Topic::answer).orElseGet(() -> turn.line(none));
    }

    private static String fact(Turn turn, Topic topic, String fact) {
        return topic.fact(fact)
                .orElseGet(() -> turn.line("no-fact", Map.of("topic", topic.names().getFirst())));
    }

    /** The facts one after the other, the one made for it first. */
    private static String more(Turn turn, Topic topic) {
        List<String> facts =
                List.of("more", "why", "when", "where", "who", "long").stream()
                        .flatMap(fact -> topic.fact(fact).stream())
                        .toList();
        return facts.isEmpty()
                ? turn.line("no-fact", Map.of("topic", topic.names().getFirst()))
                : turn.variation().rotate("more:" + topic.id(), facts);
    }

    private static String anything(Turn turn) {
        Topic topic = turn.variation().choose("anything", sorted(turn.skills()));
        remember(turn, topic);
        return topic.answer();
    }

    private static String topics(Turn turn) {
        List<Topic> all = sorted(turn.skills());
        int step = 7;
        StringBuilder names = new StringBuilder();
        for (int i = 0; i < 3; i++) {
            Topic topic = all.get(0);
            for (int skip = 0; skip < step; skip++) {
                topic = turn.variation().rotate("topics", all);
            }
            names.append(i == 0 ? "" : i == 2 ? ", or " : ", ").append(topic.names().getFirst());
        }
        turn.memory().more(turn.match().intent().id());
        return turn.says(Map.of("topics", names.toString()));
    }

    private static List<Topic> sorted(SkillSet skills) {
        return skills.topics().values().stream().sorted(Comparator.comparing(Topic::id)).toList();
    }
}
