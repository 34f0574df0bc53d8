package dev.charla.engine.yaml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.dataformat.yaml.YAMLFactory;

/** A YAML file as a tree that knows its lines, which start at 1. */
public sealed interface Yaml {
    int line();

    /**
     * Any scalar, as written.
     *
     * @param kind what it is when taken as JSON: a quoted 7 is a text, a bare one a number
     */
    record Text(String value, int line, Kind kind) implements Yaml {}

    /** What a scalar is in JSON. */
    enum Kind {
        TEXT,
        NUMBER,
        BOOLEAN,
        NULL
    }

    /** A list. */
    record Items(List<Yaml> items, int line) implements Yaml {
        public Items {
            items = List.copyOf(items);
        }
    }

    /** A map; {@code keyLines} says where each key stands. */
    record Fields(Map<String, Yaml> fields, Map<String, Integer> keyLines, int line)
            implements Yaml {}

    /** Not YAML. */
    final class SyntaxException extends Exception {
        private static final long serialVersionUID = 1;

        private final int line;

        SyntaxException(String message, int line) {
            super(message);
            this.line = line;
        }

        public int line() {
            return line;
        }
    }

    /**
     * Reads a file's text.
     *
     * @throws SyntaxException when the text is not YAML, or a key stands twice in a map
     */
    static Yaml parse(String text) throws SyntaxException {
        try (JsonParser parser = new YAMLFactory().createParser(ObjectReadContext.empty(), text)) {
            JsonToken first = parser.nextToken();
            return first == null ? new Fields(Map.of(), Map.of(), 1) : value(parser, first);
        } catch (JacksonException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            String problem = e.getOriginalMessage().lines().findFirst().orElse("not YAML");
            throw new SyntaxException(problem, Math.max(1, line));
        }
    }

    private static Yaml value(JsonParser parser, JsonToken token) throws SyntaxException {
        int line = parser.currentTokenLocation().getLineNr();
        return switch (token) {
            case START_OBJECT -> fields(parser, line);
            case START_ARRAY -> items(parser, line);
            case VALUE_NULL -> new Text("", line, Kind.NULL);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
                    new Text(parser.getString(), line, Kind.NUMBER);
            case VALUE_TRUE, VALUE_FALSE -> new Text(parser.getString(), line, Kind.BOOLEAN);
            default -> new Text(parser.getString(), line, Kind.TEXT);
        };
    }

    private static Items items(JsonParser parser, int line) throws SyntaxException {
        List<Yaml> items = new ArrayList<>();
        for (JsonToken token = parser.nextToken();
                token != JsonToken.END_ARRAY;
                token = parser.nextToken()) {
            items.add(value(parser, token));
        }
        return new Items(items, line);
    }

    private static Fields fields(JsonParser parser, int line) throws SyntaxException {
        Map<String, Yaml> fields = new LinkedHashMap<>();
        Map<String, Integer> lines = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            int keyLine = parser.currentTokenLocation().getLineNr();
            Yaml value = value(parser, parser.nextToken());
            if (fields.put(key, value) != null) {
                throw new SyntaxException("the key '" + key + "' stands here twice", keyLine);
            }
            lines.put(key, keyLine);
        }
        return new Fields(fields, lines, line);
    }
}
