package dev.charla.skills.reading;

import dev.charla.engine.yaml.YamlNode;
import dev.charla.engine.yaml.YamlSource;
import dev.charla.skills.answer.Answerers;
import dev.charla.skills.answer.History;
import dev.charla.skills.language.Language;
import dev.charla.skills.language.ListedSlot;
import dev.charla.skills.phrase.Guide;
import dev.charla.skills.phrase.Intent;
import dev.charla.skills.phrase.Phrase;
import dev.charla.skills.phrase.PhraseParser;
import dev.charla.skills.phrase.Slots;
import dev.charla.skills.phrase.ToolUse;
import dev.charla.skills.set.Answerer;
import dev.charla.skills.set.Skill;
import dev.charla.skills.set.SkillException;
import dev.charla.skills.set.SkillSet;
import dev.charla.skills.slot.AnyWordSlot;
import dev.charla.skills.slot.SlotType;
import dev.charla.skills.words.Token;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes skills of YAML files; collects every problem before it gives up. One use each. */
public final class SkillReader {
    private static final Logger log = LoggerFactory.getLogger(SkillReader.class);

    private static final Set<String> FILE_KEYS =
            Set.of(
                    "language",
                    "skills",
                    "topics",
                    "slots",
                    "pronounce",
                    "lead",
                    "tail",
                    "correction",
                    "follow",
                    "lines");
    private static final Set<String> SKILL_KEYS =
            Set.of("skill", "handler", "help", "suggestions", "intents", "lines");
    private static final Set<String> INTENT_KEYS =
            Stream.concat(
                            Stream.of(
                                    "phrases",
                                    "typed",
                                    "says",
                                    "examples",
                                    "needs",
                                    "confirm",
                                    "asks"),
                            ToolReader.KEYS.stream())
                    .collect(Collectors.toUnmodifiableSet());
    private static final List<String> FRAME = List.of("lead", "tail", "correction", "follow");

    private final List<String> problems = new ArrayList<>();
    private final Map<String, SlotType> types = new LinkedHashMap<>();
    private final List<Skill> skills = new ArrayList<>();
    private final Map<String, List<String>> lines = new LinkedHashMap<>();
    private final Map<String, Answerer> answerers;
    private final Language language;
    private final TopicReader topics;

    /**
     * @param language of the texts; files of another one are left out
     */
    public SkillReader(Map<String, Answerer> answerers, Language language) {
        this.answerers = answerers;
        this.language = language;
        topics = new TopicReader(language);
        types.putAll(language.slotTypes());
        types.put("word", new AnyWordSlot(1));
        types.put("words", new AnyWordSlot(3));
    }

    /**
     * Reads files in their order.
     *
     * @throws SkillException when anything in the files is wrong
     */
    public SkillSet read(List<YamlSource> sources) throws SkillException {
        List<YamlNode> files =
                sources.stream()
                        .map(source -> YamlNode.read(source, problems))
                        .filter(this::isInThisLanguage)
                        .toList();
        files.forEach(this::slots);
        files.forEach(file -> file.nodes("topics").forEach(topics::read));
        types.put("topic", topics.slot());
        types.put("quizanswer", topics.quizAnswers());
        Map<String, List<Phrase>> frame = new HashMap<>();
        for (YamlNode file : files) {
            file.node("lines").lists().forEach(lines::put);
            for (String part : FRAME) {
                frame.computeIfAbsent(part, _ -> new ArrayList<>()).addAll(phrases(file, part));
            }
            file.nodes("skills").forEach(this::skill);
        }
        topics.checkNeighbours();
        if (!problems.isEmpty()) {
            throw new SkillException(problems);
        }
        return new SkillSet(
                language,
                skills,
                topics.topics(),
                frame.getOrDefault("lead", List.of()),
                frame.getOrDefault("tail", List.of()),
                new SkillSet.Repairs(
                        frame.getOrDefault("correction", List.of()),
                        frame.getOrDefault("follow", List.of())),
                lines);
    }

    /** A file that names no language is in the usual one. */
    private boolean isInThisLanguage(YamlNode file) {
        Optional<YamlNode.Line> named = file.text("language");
        Optional<Language> known =
                named.isEmpty()
                        ? Optional.of(Language.ALL.getFirst())
                        : Language.of(named.get().text());
        if (known.isEmpty()) {
            file.wrong(
                    file.lineOf("language"),
                    "there are no skills in '"
                            + named.map(YamlNode.Line::text).orElse("")
                            + "'; expected one of "
                            + String.join(", ", Language.ALL.stream().map(Language::tag).toList()));
        }
        return known.isPresent() && known.get().equals(language);
    }

    private void slots(YamlNode file) {
        file.only(FILE_KEYS);
        YamlNode slots = file.node("slots");
        for (String name : slots.keys()) {
            if (!name.matches("[a-z]+")) {
                slots.wrong(slots.lineOf(name), "'" + name + "' must be of lower case letters");
            } else if (types.containsKey(name)
                    || name.equals("topic")
                    || name.equals("quizanswer")) {
                slots.wrong(slots.lineOf(name), "there already is a slot type '" + name + "'");
            } else {
                types.put(name, slots.isNode(name) ? values(slots.node(name)) : list(slots, name));
            }
        }
        if (file.keys().contains("pronounce")) {
            log.atWarn()
                    .addKeyValue("file", file.file())
                    .addKeyValue("line", file.lineOf("pronounce"))
                    .log(
                            "a file of skills says how words are pronounced under 'pronounce',"
                                    + " which nothing needs any more; remove it");
        }
    }

    private ListedSlot list(YamlNode slots, String name) {
        return new ListedSlot(
                slots.texts(name).stream()
                        .flatMap(line -> Stream.of(line.text().split("\\s*,\\s*")))
                        .map(text -> ListedSlot.Entry.of(text, text, language))
                        .toList());
    }

    private ListedSlot values(YamlNode values) {
        return new ListedSlot(
                values.keys().stream()
                        .flatMap(value ->
                                values.texts(value).stream()
                                        .map(way ->
                                                ListedSlot.Entry.of(way.text(), value, language)))
                        .toList());
    }

    private List<Phrase> phrases(YamlNode node, String key) {
        List<Phrase> phrases = new ArrayList<>();
        for (YamlNode.Line line : node.texts(key)) {
            try {
                phrases.add(PhraseParser.parse(line.text(), types, language));
            } catch (IllegalArgumentException e) {
                node.wrong(line.number(), String.valueOf(e.getMessage()));
            }
        }
        return phrases;
    }

    private void skill(YamlNode node) {
        node.only(SKILL_KEYS);
        YamlNode.Line id = node.required("skill");
        YamlNode.Line handler = node.required("handler");
        if (skills.stream().anyMatch(skill -> skill.id().equals(id.text()))) {
            node.wrong(id.number(), "there already is a skill '" + id.text() + "'");
        }
        Optional<Answerer> answerer = Optional.ofNullable(answerers.get(handler.text()));
        if (answerer.isEmpty() && !handler.text().isEmpty()) {
            node.wrong(
                    handler.number(),
                    "there is no handler '"
                            + handler.text()
                            + "'; expected one of "
                            + String.join(", ", answerers.keySet().stream().sorted().toList()));
        }
        List<Intent> intents = new ArrayList<>();
        YamlNode all = node.node("intents");
        for (String name : all.keys()) {
            answerer.ifPresent(known -> checkIntent(all, name, known));
            intents.add(intent(all.node(name), id.text() + "." + name, handler.text()));
        }
        if (all.keys().isEmpty()) {
            node.wrong(node.line(), "'intents' is missing; a map of at least one was expected");
        }
        if (handler.text().equals(History.NAME)) {
            intents.addAll(topics.intents(id.text(), this::phrases));
        }
        answerer.ifPresent(known ->
                skills.add(
                        new Skill(
                                id.text(),
                                known,
                                node.text("help").map(YamlNode.Line::text).orElse(""),
                                node.texts("suggestions").stream()
                                        .map(YamlNode.Line::text)
                                        .toList(),
                                intents,
                                node.node("lines").lists())));
    }

    private static void checkIntent(YamlNode all, String name, Answerer answerer) {
        Set<String> known = new HashSet<>(answerer.intents());
        if (!known.isEmpty() && !known.contains(name)) {
            all.wrong(
                    all.lineOf(name),
                    "the handler knows no intent '"
                            + name
                            + "'; expected one of "
                            + String.join(", ", known.stream().sorted().toList()));
        }
    }

    private Intent intent(YamlNode node, String id, String handler) {
        node.only(INTENT_KEYS);
        List<Phrase> phrases = phrases(node, "phrases");
        List<Phrase> typed = phrases(node, "typed");
        List<String> says = node.texts("says").stream().map(YamlNode.Line::text).toList();
        if (!node.keys().contains("phrases") && !node.keys().contains("typed")) {
            node.wrong(node.line(), "'phrases' is missing; a list of phrases was expected");
        }
        if (says.isEmpty() && handler.equals(Answerers.CANNED)) {
            node.wrong(node.line(), "'says' is missing; a list of answers was expected");
        }
        Optional<ToolUse> use = Optional.empty();
        if (handler.equals(Answerers.TOOL)) {
            use =
                    Optional.of(
                            ToolReader.read(
                                    node,
                                    Stream.concat(phrases.stream(), typed.stream()).toList()));
        } else if (answerers.containsKey(handler)) {
            ToolReader.refuse(node);
        }
        return new Intent(id, phrases, typed, says, Map.of(), guide(node, phrases, typed), use);
    }

    private Guide guide(YamlNode node, List<Phrase> phrases, List<Phrase> typed) {
        YamlNode asked = node.node("asks");
        Map<String, String> asks = new LinkedHashMap<>();
        Set<String> slots =
                Slots.of(new Intent("", phrases, typed, List.of(), Map.of(), Guide.NONE))
                        .types()
                        .keySet();
        for (String slot : asked.keys()) {
            YamlNode.Line question = asked.required(slot);
            if (!slots.contains(slot)) {
                asked.wrong(
                        question.number(),
                        "no phrase has a slot '" + slot + "' whose value could be asked for");
            }
            asks.put(slot, question.text());
        }
        return new Guide(
                node.texts("examples").stream().map(YamlNode.Line::text).toList(),
                node.texts("needs").stream()
                        .flatMap(line -> Stream.of(line.text().split("\\s*,\\s*")))
                        .map(text -> language.words(text).stream().map(Token::word).toList())
                        .toList(),
                node.text("confirm").map(YamlNode.Line::text).orElse(""),
                asks);
    }
}
