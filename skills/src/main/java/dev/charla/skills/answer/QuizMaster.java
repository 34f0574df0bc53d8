package dev.charla.skills.answer;

import dev.charla.skills.phrase.Topic;
import dev.charla.skills.set.Answerer;
import dev.charla.skills.set.Memory;
import dev.charla.skills.set.Turn;
import dev.charla.skills.words.Token;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Asks about the topics of history and judges the answers. */
public final class QuizMaster implements Answerer {
    static final String SKILL = "quiz";

    /** Understood only while a question waits for it. */
    public static final String ANSWER = SKILL + ".answer";

    @Override
    public Set<String> intents() {
        return Set.of("ask", "answer", "give-up", "stop");
    }

    @Override
    public String answer(Turn turn) {
        Optional<Topic> asked = turn.memory().quiz();
        return switch (turn.intent()) {
            case "ask" -> ask(turn);
            case "give-up" ->
                    asked.map(topic -> told(turn, topic, "told"))
                            .orElseGet(() -> turn.line("no-question"));
            case "stop" -> {
                turn.memory().quiz(null);
                yield asked.isPresent() ? turn.says() : turn.line("no-question");
            }
            default ->
                    asked.map(topic -> judge(turn, topic))
                            .orElseGet(() -> turn.line("no-question"));
        };
    }

    private static String ask(Turn turn) {
        List<Topic> asked =
                turn.skills().topics().values().stream()
                        .filter(topic -> topic.quiz().isPresent())
                        .sorted(Comparator.comparing(Topic::id))
                        .toList();
        if (asked.isEmpty()) {
            return turn.line("no-question");
        }
        Topic topic = turn.variation().choose("quiz", asked);
        turn.memory().quiz(topic);
        turn.memory().more(SKILL + ".ask");
        String question = topic.quiz().map(Topic.Quiz::question).orElse("");
        return turn.says(Map.of("question", question));
    }

    private static String judge(Turn turn, Topic topic) {
        String said = turn.slot("quizanswer", String.class).orElse("");
        return told(turn, topic, isRight(topic, turn.language().words(said)) ? "right" : "wrong");
    }

    /** Whether the words hold one of the answers, other words around it allowed. */
    public static boolean isRight(Topic topic, List<Token> said) {
        List<String> words = said.stream().map(Token::word).toList();
        return topic.quiz().stream()
                .flatMap(quiz -> quiz.accepts().stream())
                .anyMatch(answer -> Collections.indexOfSubList(words, answer) >= 0);
    }

    private static String told(Turn turn, Topic topic, String line) {
        Memory memory = turn.memory();
        memory.quiz(null);
        memory.topic(topic);
        memory.offer(SKILL + ".ask");
        String right = topic.quiz().map(Topic.Quiz::told).orElse("");
        return turn.line(line, Map.of("answer", right));
    }
}
