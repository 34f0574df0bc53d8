package dev.charla.engine.yaml;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the values of a map that are no mere texts; what cannot be read is noted, and the default
 * taken.
 */
public final class YamlValues {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})\\s*(ms|s|m)");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final YamlNode node;

    public YamlValues(YamlNode node) {
        this.node = node;
    }

    /** A stretch of time, such as {@code 300ms}, {@code 2s} or {@code 1m}. */
    public Duration duration(String key, Duration otherwise) {
        return duration(key).orElse(otherwise);
    }

    /** As {@link #duration(String, Duration)}; empty when it is not there, or not right. */
    public Optional<Duration> duration(String key) {
        return node.text(key)
                .flatMap(line -> {
                    Matcher matcher = DURATION.matcher(line.text());
                    if (!matcher.matches()) {
                        node.wrong(
                                line.number(),
                                "'%s' is '%s'; a time such as 300ms, 2s or 1m was expected"
                                        .formatted(key, line.text()));
                        return Optional.empty();
                    }
                    long count = Long.parseLong(matcher.group(1));
                    return Optional.of(
                            switch (matcher.group(2)) {
                                case "ms" -> Duration.ofMillis(count);
                                case "s" -> Duration.ofSeconds(count);
                                default -> Duration.ofMinutes(count);
                            });
                });
    }

    /** A whole number from {@code least} to {@code most}. */
    public Optional<Long> number(String key, long least, long most) {
        return node.text(key)
                .flatMap(line -> {
                    try {
                        long number = Long.parseLong(line.text());
                        if (number >= least && number <= most) {
                            return Optional.of(number);
                        }
                    } catch (NumberFormatException e) {
                        // Told below, as a number out of bounds is.
                    }
                    node.wrong(
                            line.number(),
                            "'%s' is '%s'; a whole number from %d to %d was expected"
                                    .formatted(key, line.text(), least, most));
                    return Optional.empty();
                });
    }

    /** {@code true} or {@code false}. */
    public boolean flag(String key, boolean otherwise) {
        return choice(key, Map.of("true", true, "false", false), otherwise);
    }

    /** One of some words. */
    public <T> T choice(String key, Map<String, T> choices, T otherwise) {
        Optional<YamlNode.Line> line = node.text(key);
        if (line.isEmpty()) {
            return otherwise;
        }
        T chosen = choices.get(line.get().text());
        if (chosen == null) {
            node.wrong(
                    line.get().number(),
                    "'%s' is '%s'; expected one of %s"
                            .formatted(
                                    key,
                                    line.get().text(),
                                    String.join(
                                            ", ", choices.keySet().stream().sorted().toList())));
            return otherwise;
        }
        return chosen;
    }

    /** A moment such as {@code 2026-01-01T12:00:00Z}. */
    public Instant moment(String key, Instant otherwise) {
        return node.text(key)
                .map(line -> {
                    try {
                        return Instant.parse(line.text());
                    } catch (DateTimeException e) {
                        node.wrong(
                                line.number(),
                                "'%s' is '%s'; a moment such as 2026-01-01T12:00:00Z was expected"
                                        .formatted(key, line.text()));
                        return otherwise;
                    }
                })
                .orElse(otherwise);
    }

    /** A JSON object, written as a map or as JSON text; null when it is not there, or not right. */
    public @Nullable ObjectNode object(String key) {
        Yaml value = node.value(key).orElse(null);
        switch (value) {
            case null -> {
                return null;
            }
            case Yaml.Fields fields -> {
                return (ObjectNode) json(fields);
            }
            case Yaml.Text(var text, var line, _) when text.stripLeading().startsWith("{") -> {
                try {
                    return (ObjectNode) JSON.readTree(text);
                } catch (RuntimeException e) {
                    node.wrong(line, "'" + key + "' begins like a JSON object and is none");
                    return null;
                }
            }
            case Yaml other -> {
                node.wrong(other.line(), "'" + key + "' must be a map, or a JSON object as a text");
                return null;
            }
        }
    }

    private static JsonNode json(Yaml value) {
        JsonNodeFactory make = JsonNodeFactory.instance;
        return switch (value) {
            case Yaml.Fields fields -> {
                ObjectNode object = make.objectNode();
                fields.fields().forEach((name, each) -> object.set(name, json(each)));
                yield object;
            }
            case Yaml.Items items -> {
                ArrayNode array = make.arrayNode();
                items.items().forEach(each -> array.add(json(each)));
                yield array;
            }
            case Yaml.Text(var text, _, var kind) ->
                    switch (kind) {
                        case TEXT -> make.stringNode(text);
                        case NUMBER -> JSON.readTree(text.replace("_", ""));
                        case BOOLEAN -> make.booleanNode(Boolean.parseBoolean(text));
                        case NULL -> make.nullNode();
                    };
        };
    }
}
