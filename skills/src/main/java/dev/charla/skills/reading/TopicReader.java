package dev.charla.skills.reading;

import dev.charla.engine.yaml.YamlNode;
import dev.charla.skills.language.Language;
import dev.charla.skills.language.ListedSlot;
import dev.charla.skills.phrase.Guide;
import dev.charla.skills.phrase.Intent;
import dev.charla.skills.phrase.Phrase;
import dev.charla.skills.phrase.Topic;
import dev.charla.skills.words.Token;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/** Reads the topics of the history skill and makes intents of their phrases. */
final class TopicReader {
    private static final Set<String> FACTS =
            Set.of("when", "where", "who", "why", "more", "long", "life");
    private static final Set<String> KEYS =
            Set.of(
                    "topic",
                    "names",
                    "phrases",
                    "answer",
                    "when",
                    "where",
                    "who",
                    "why",
                    "more",
                    "long",
                    "life",
                    "next",
                    "previous",
                    "asks",
                    "quiz");

    private static final Set<String> ARTICLES = Set.of("the", "a", "an", "el", "la", "los", "las");

    private final Language language;
    private final Map<String, Topic> topics = new LinkedHashMap<>();
    private final Map<String, YamlNode> nodes = new HashMap<>();

    TopicReader(Language language) {
        this.language = language;
    }

    void read(YamlNode node) {
        node.only(KEYS);
        String id = node.required("topic").text();
        if (topics.containsKey(id)) {
            node.wrong(node.lineOf("topic"), "there already is a topic '" + id + "'");
        }
        List<String> names = node.texts("names").stream().map(YamlNode.Line::text).toList();
        if (names.isEmpty()) {
            node.wrong(node.line(), "'names' is missing; at least one name was expected");
        }
        Map<String, String> facts = new HashMap<>();
        for (String fact : FACTS) {
            node.text(fact).ifPresent(line -> facts.put(fact, line.text()));
        }
        node.node("asks").only(FACTS);
        for (String fact : node.node("asks").keys()) {
            if (!facts.containsKey(fact)) {
                node.wrong(
                        node.node("asks").lineOf(fact), "'" + fact + "' is asked but not answered");
            }
        }
        nodes.put(id, node);
        topics.put(
                id,
                new Topic(
                        id,
                        names,
                        node.required("answer").text(),
                        facts,
                        node.text("next").map(YamlNode.Line::text).orElse(""),
                        node.text("previous").map(YamlNode.Line::text).orElse(""),
                        quiz(node)));
    }

    private Optional<Topic.Quiz> quiz(YamlNode node) {
        if (!node.keys().contains("quiz")) {
            return Optional.empty();
        }
        YamlNode quiz = node.node("quiz");
        quiz.only(Set.of("ask", "accept"));
        List<YamlNode.Line> accepts = quiz.texts("accept");
        if (accepts.isEmpty()) {
            quiz.wrong(quiz.line(), "'accept' is missing; at least one answer was expected");
            return Optional.empty();
        }
        return Optional.of(
                new Topic.Quiz(
                        quiz.required("ask").text(),
                        accepts.getFirst().text(),
                        accepts.stream().map(line -> words(line.text())).toList()));
    }

    private List<String> words(String text) {
        return language.words(text).stream().map(Token::word).toList();
    }

    Map<String, Topic> topics() {
        return topics;
    }

    /** Topics by any of their names. */
    ListedSlot slot() {
        List<ListedSlot.Entry> entries = new ArrayList<>();
        topics.values()
                .forEach(topic ->
                        topic.names()
                                .forEach(name ->
                                        entries.add(
                                                ListedSlot.Entry.of(name, topic.id(), language))));
        return new ListedSlot(entries);
    }

    /** Every answer the quiz takes. */
    ListedSlot quizAnswers() {
        return new ListedSlot(
                topics.values().stream()
                        .flatMap(topic -> topic.quiz().stream())
                        .flatMap(quiz -> quiz.accepts().stream())
                        .distinct()
                        .map(words -> new ListedSlot.Entry(words, String.join(" ", words)))
                        .toList());
    }

    /** Notes every neighbour that does not exist. */
    void checkNeighbours() {
        nodes.forEach((_, node) -> {
            for (String key : List.of("next", "previous")) {
                node.text(key)
                        .filter(line -> !topics.containsKey(line.text()))
                        .ifPresent(line ->
                                node.wrong(
                                        line.number(), "there is no topic '" + line.text() + "'"));
            }
        });
    }

    /** What can be asked about each topic. */
    List<Intent> intents(String skill, BiFunction<YamlNode, String, List<Phrase>> phrasesOf) {
        List<Intent> intents = new ArrayList<>();
        for (Topic topic : topics.values()) {
            YamlNode node = nodes.get(topic.id());
            if (node == null) {
                continue;
            }
            add(
                    intents,
                    skill,
                    phrasesOf.apply(node, "phrases"),
                    topic,
                    Map.of("topic", topic.id()));
            YamlNode asks = node.node("asks");
            for (String fact : asks.keys()) {
                add(
                        intents,
                        skill,
                        phrasesOf.apply(asks, fact),
                        topic,
                        Map.of("topic", topic.id(), "fact", fact));
            }
        }
        return intents;
    }

    /** A question about a topic names it, or it is another question that sounds like it. */
    private List<List<String>> namesOf(Topic topic) {
        return topic.names().stream()
                .map(this::words)
                .map(name ->
                        ARTICLES.contains(name.getFirst()) ? name.subList(1, name.size()) : name)
                .toList();
    }

    private void add(
            List<Intent> intents,
            String skill,
            List<Phrase> phrases,
            Topic topic,
            Map<String, Object> fixed) {
        if (!phrases.isEmpty()) {
            Guide guide = new Guide(List.of(), namesOf(topic), "", Map.of());
            intents.add(new Intent(skill + ".about", phrases, List.of(), List.of(), fixed, guide));
        }
    }
}
