package dev.charla.skills.reading;

import dev.charla.engine.yaml.YamlNode;
import dev.charla.engine.yaml.YamlNode.Line;
import dev.charla.skills.phrase.Phrase;
import dev.charla.skills.phrase.Slots;
import dev.charla.skills.phrase.ToolUse;
import dev.charla.skills.tool.Wording;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads what an intent says about the tool it calls. Stateless. */
final class ToolReader {
    static final Set<String> KEYS =
            Set.of("tool", "arguments", "item", "nothing", "failed", "without");

    /** As the protocol allows names of functions. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private ToolReader() {}

    /** For intents of other handlers: none of it may be there. */
    static void refuse(YamlNode intent) {
        for (String key : new TreeSet<>(intent.keys())) {
            if (KEYS.contains(key)) {
                intent.wrong(
                        intent.lineOf(key),
                        "'"
                                + key
                                + "' is for skills that call a tool; write 'handler: tool' for"
                                + " that");
            }
        }
    }

    static ToolUse read(YamlNode intent, List<Phrase> phrases) {
        Line tool = intent.required("tool");
        if (!tool.text().isEmpty() && !NAME.matcher(tool.text()).matches()) {
            intent.wrong(
                    tool.number(),
                    "'"
                            + tool.text()
                            + "' cannot be the name of a tool; 1 to 64 letters, digits, '_' and"
                            + " '-' were expected");
        }
        if (!intent.keys().contains("says")) {
            intent.wrong(
                    intent.line(),
                    "'says' is missing; how the result is told was expected, such as \"It is"
                            + " {result}.\"");
        }
        Set<String> slots = new TreeSet<>();
        phrases.forEach(phrase -> Slots.names(phrase, slots));
        YamlNode given = intent.node("arguments");
        Map<String, String> arguments = new LinkedHashMap<>();
        for (String parameter : given.keys()) {
            Line text = given.required(parameter);
            names(given, text, slots, "slots of its phrases");
            arguments.put(parameter, text.text());
        }
        Set<String> known = new TreeSet<>(slots);
        known.addAll(arguments.keySet());
        known.addAll(List.of("result", "count"));
        intent.texts("says").forEach(text -> names(intent, text, known, "values"));
        intent.text("confirm").ifPresent(text -> names(intent, text, slots, "slots"));
        intent.text("failed").ifPresent(text -> names(intent, text, Set.of("error"), "values"));
        Stream.of("nothing", "without")
                .flatMap(key -> intent.text(key).stream())
                .forEach(text -> names(intent, text, Set.of(), "values"));
        return new ToolUse(
                tool.text(),
                arguments,
                text(intent, "item"),
                text(intent, "nothing"),
                text(intent, "failed"),
                text(intent, "without"));
    }

    private static String text(YamlNode intent, String key) {
        return intent.text(key).map(Line::text).orElse("");
    }

    private static void names(YamlNode node, Line text, Set<String> known, String what) {
        for (String name : Wording.names(text.text())) {
            boolean member = known.contains("result") && name.startsWith("result.");
            if (!member && !known.contains(name)) {
                node.wrong(
                        text.number(),
                        "nothing is called '{"
                                + name
                                + "}' here; "
                                + Optional.of(String.join(", ", known))
                                        .filter(names -> !names.isEmpty())
                                        .map(names -> what + ": " + names)
                                        .orElse("no name in braces was expected"));
            }
        }
    }
}
