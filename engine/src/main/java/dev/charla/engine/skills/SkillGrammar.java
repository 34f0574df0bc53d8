package dev.charla.engine.skills;

import dev.charla.engine.skills.Phrase.Choice;
import dev.charla.engine.skills.Phrase.Maybe;
import dev.charla.engine.skills.Phrase.Sequence;
import dev.charla.engine.skills.Phrase.Slot;
import dev.charla.engine.skills.Phrase.Word;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What a recogniser listens for, made from the phrases of all skills. Everything is in lower case.
 *
 * @param jsgf a grammar named {@code skills} with one public rule, {@code utterance}
 * @param words every word in it
 * @param pronunciations how words of it are pronounced that the recogniser's dictionary lacks, in
 *     phones of the CMU dictionary
 */
public record SkillGrammar(String jsgf, Set<String> words, Map<String, String> pronunciations) {
    private static final Pattern RULE = Pattern.compile("<[a-z0-9_]+>");
    private static final Pattern WORD = Pattern.compile("[a-z']+");
    private static final Pattern NO_RULE_NAME = Pattern.compile("[^a-z0-9]+");

    public SkillGrammar {
        words = Set.copyOf(words);
        pronunciations = Map.copyOf(pronunciations);
    }

    static SkillGrammar of(SkillSet skills, Map<String, String> pronunciations) {
        Map<String, String> rules = new LinkedHashMap<>();
        List<String> requests = new ArrayList<>();
        for (Skill skill : skills.skills()) {
            for (Intent intent : skill.intents()) {
                if (!intent.phrases().isEmpty()) {
                    String name = NO_RULE_NAME.matcher(intent.id()).replaceAll("_");
                    requests.add("<" + unused(name, rules) + ">");
                    rules.put(unused(name, rules), alternatives(intent.phrases(), rules));
                }
            }
        }
        String frame = "[" + alternatives(skills.leads(), rules) + "] <request>";
        if (!skills.tails().isEmpty()) {
            frame += " [" + alternatives(skills.tails(), rules) + "]";
        }
        rules.put("request", String.join(" | ", requests));
        var text = new StringBuilder("#JSGF V1.0;\ngrammar skills;\n");
        text.append("public <utterance> = ").append(frame.replace("[] ", "")).append(";\n");
        rules.forEach((name, rule) -> text.append(line(name, rule)));
        Set<String> words = new TreeSet<>();
        words(frame, words);
        rules.values().forEach(rule -> words(rule, words));
        Map<String, String> needed = new TreeMap<>(pronunciations);
        needed.keySet().retainAll(words);
        return new SkillGrammar(text.toString(), words, needed);
    }

    private static String line(String name, String rule) {
        return "<" + name + "> = " + rule + ";\n";
    }

    private static String unused(String name, Map<String, String> rules) {
        String unused = name;
        for (int i = 2; rules.containsKey(unused); i++) {
            unused = name + "_" + i;
        }
        return unused;
    }

    private static void words(String rule, Set<String> words) {
        WORD.matcher(RULE.matcher(rule).replaceAll(" "))
                .results()
                .forEach(result -> words.add(result.group()));
    }

    private static String alternatives(List<Phrase> phrases, Map<String, String> rules) {
        return String.join(
                " | ", phrases.stream().map(phrase -> text(phrase, rules)).distinct().toList());
    }

    private static String text(Phrase phrase, Map<String, String> rules) {
        return switch (phrase) {
            case Word(var word) -> word;
            case Slot(_, var type) -> reference(type, rules);
            case Sequence(var parts) -> sequence(parts, rules);
            case Choice(var options) -> "(" + alternatives(options, rules) + ")";
            case Maybe(var part) -> "[" + text(part, rules) + "]";
        };
    }

    private static String sequence(List<Phrase> parts, Map<String, String> rules) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            String shortened =
                    parts.get(i) instanceof Word(var first)
                                    && i + 1 < parts.size()
                                    && parts.get(i + 1) instanceof Word(var second)
                            ? Contractions.shorten(first, second)
                            : "";
            String text = text(parts.get(i), rules);
            if (!shortened.isEmpty()) {
                i++;
                text = "(" + text + " " + text(parts.get(i), rules) + " | " + shortened + ")";
            }
            texts.add(text);
        }
        return String.join(" ", texts);
    }

    /** The rule of a slot; made when it is first needed. */
    private static String reference(SlotType type, Map<String, String> rules) {
        String name = type.ruleName();
        type.rules().forEach((rule, text) -> rules.putIfAbsent(rule, text));
        return "<" + name + ">";
    }
}
