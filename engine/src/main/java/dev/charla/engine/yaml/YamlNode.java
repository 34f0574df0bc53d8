package dev.charla.engine.yaml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A map in a file, which notes every problem with file and line instead of failing. */
public final class YamlNode {
    private final String file;
    private final Yaml.Fields fields;
    private final List<String> problems;

    YamlNode(String file, Yaml.Fields fields, List<String> problems) {
        this.file = file;
        this.fields = fields;
        this.problems = problems;
    }

    /** The top of a file; an empty one after noting that it could not be read. */
    public static YamlNode read(YamlSource source, List<String> problems) {
        var empty = new Yaml.Fields(Map.of(), Map.of(), 1);
        try {
            Yaml tree = Yaml.parse(source.text());
            if (tree instanceof Yaml.Fields fields) {
                return new YamlNode(source.name(), fields, problems);
            }
            problems.add(source.name() + ", line " + tree.line() + ": a map of keys was expected");
        } catch (Yaml.SyntaxException e) {
            problems.add(source.name() + ", line " + e.line() + ": " + e.getMessage());
        }
        return new YamlNode(source.name(), empty, problems);
    }

    public int line() {
        return fields.line();
    }

    /** Notes a problem on a line of this file. */
    public void wrong(int line, String why) {
        problems.add(file + ", line " + line + ": " + why);
    }

    /** Notes every key that is not one of {@code known}. */
    public void only(Set<String> known) {
        fields.keyLines()
                .forEach((key, line) -> {
                    if (!known.contains(key)) {
                        wrong(line, "'" + key + "' is unknown here; " + expected(key, known));
                    }
                });
    }

    private static String expected(String key, Set<String> known) {
        String likely =
                Nearest.of(key, known).map(near -> "did you mean '" + near + "'? ").orElse("");
        return likely + "expected one of " + String.join(", ", new TreeSet<>(known));
    }

    /** The value of a key as it stands, whatever it is. */
    public Optional<Yaml> value(String key) {
        return Optional.ofNullable(fields.fields().get(key));
    }

    /** All keys with their values. */
    public Yaml.Fields fields() {
        return fields;
    }

    public Set<String> keys() {
        return fields.fields().keySet();
    }

    /** The name of the source, for messages. */
    public String file() {
        return file;
    }

    /** Where a key stands, or the map itself when it does not. */
    public int lineOf(String key) {
        return fields.keyLines().getOrDefault(key, line());
    }

    /** A text that must be there; noted and empty when it is not. */
    public Line required(String key) {
        Optional<Line> text = text(key);
        if (text.isEmpty() && !keys().contains(key)) {
            wrong(line(), "'" + key + "' is missing; a text was expected");
        }
        return text.orElse(new Line("", line()));
    }

    /** A text that may be there. */
    public Optional<Line> text(String key) {
        return switch (fields.fields().get(key)) {
            case null -> Optional.empty();
            case Yaml.Text(var value, var line, _) when !value.isBlank() ->
                    Optional.of(new Line(value.strip(), line));
            case Yaml other -> {
                wrong(other.line(), "'" + key + "' must be a text");
                yield Optional.empty();
            }
        };
    }

    /** Whether the value of a key is there and empty: {@code heard: ""}. */
    public boolean isBlankText(String key) {
        return fields.fields().get(key) instanceof Yaml.Text text
                && text.kind() == Yaml.Kind.TEXT
                && text.value().isBlank();
    }

    /** A list of texts, or a single one; empty when the key is not there. */
    public List<Line> texts(String key) {
        return switch (fields.fields().get(key)) {
            case null -> List.of();
            case Yaml.Text(var value, var line, _) when !value.isBlank() ->
                    List.of(new Line(value.strip(), line));
            case Yaml.Items(var items, _) -> texts(key, items);
            case Yaml other -> {
                wrong(other.line(), "'" + key + "' must be a text or a list of texts");
                yield List.of();
            }
        };
    }

    private List<Line> texts(String key, List<Yaml> items) {
        List<Line> lines = new ArrayList<>();
        for (Yaml item : items) {
            if (item instanceof Yaml.Text(var value, var line, _) && !value.isBlank()) {
                lines.add(new Line(value.strip(), line));
            } else {
                wrong(item.line(), "in the list '" + key + "' every entry must be a text");
            }
        }
        return lines;
    }

    /** The maps in a list. */
    public List<YamlNode> nodes(String key) {
        List<YamlNode> nodes = new ArrayList<>();
        switch (fields.fields().get(key)) {
            case null -> {}
            case Yaml.Items(var items, _) -> {
                for (Yaml item : items) {
                    if (item instanceof Yaml.Fields map) {
                        nodes.add(new YamlNode(file, map, problems));
                    } else {
                        wrong(item.line(), "in the list '" + key + "' every entry must be a map");
                    }
                }
            }
            case Yaml other -> wrong(other.line(), "'" + key + "' must be a list");
        }
        return nodes;
    }

    /** A map that may be there; an empty one otherwise. */
    public YamlNode node(String key) {
        Yaml value = fields.fields().get(key);
        if (value instanceof Yaml.Fields map) {
            return new YamlNode(file, map, problems);
        }
        if (value != null) {
            wrong(value.line(), "'" + key + "' must be a map");
        }
        return new YamlNode(file, new Yaml.Fields(Map.of(), Map.of(), lineOf(key)), problems);
    }

    /** Whether the value of a key is a map. */
    public boolean isNode(String key) {
        return fields.fields().get(key) instanceof Yaml.Fields;
    }

    /** All keys with their lists of texts. */
    public Map<String, List<String>> lists() {
        return keys().stream()
                .collect(
                        Collectors.toMap(
                                key -> key,
                                key -> texts(key).stream().map(Line::text).toList(),
                                (a, _) -> a,
                                LinkedHashMap::new));
    }

    /** A text and where it stands. */
    public record Line(String text, int number) {}
}
