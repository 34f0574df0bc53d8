package dev.charla.skills.tool;

import dev.charla.skills.language.Language;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.StringNode;

/**
 * What a tool answered: JSON, or plain text. A failure is an object with an {@code error}, or one
 * of the sentences with which Charla's own client answers calls that came to nothing.
 *
 * @param value null is JSON's own
 * @param now the time where the caller is taken to be
 */
record ToolResult(JsonNode value, Language language, ZonedDateTime now) {
    private static final Pattern FAILED =
            Pattern.compile(
                    "(?s)(?:The (?:tool|call) failed(?:: | \\()|The tool (?:was not run|did not"
                            + " answer|was stopped)|There is no tool of this name).*");
    private static final Pattern REASON = Pattern.compile("(?s)The (?:tool|call) failed: (.+)");
    private static final String DECLINED = "The caller did not allow it.";

    /** More cannot be kept in mind. */
    private static final int MOST_PARTS = 12;

    private static final ObjectReader JSON =
            JsonMapper.shared()
                    .readerFor(JsonNode.class)
                    .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    static ToolResult of(String output, Language language, ZonedDateTime now) {
        return new ToolResult(read(output), language, now);
    }

    private static JsonNode read(String output) {
        try {
            JsonNode read = JSON.readTree(output);
            return read.isMissingNode() ? StringNode.valueOf("") : read;
        } catch (JacksonException _) {
            return StringNode.valueOf(output.strip());
        }
    }

    /** Whether the caller was asked, and did not agree. */
    boolean isDeclined() {
        return value.asString("").equals(DECLINED);
    }

    boolean isFailure() {
        return value.isObject()
                ? !value.path("error").isMissingNode() && !value.path("error").isNull()
                : value.isString() && FAILED.matcher(value.stringValue()).matches();
    }

    /** The reason as far as it is one for the caller; empty when it is none. */
    String error() {
        JsonNode error = value.path("error");
        if (value.isObject()) {
            return error.isObject()
                    ? error.path("message").asString("")
                    : error.isString() ? error.stringValue() : "";
        }
        Matcher reason = REASON.matcher(value.asString(""));
        return reason.matches() ? reason.group(1).strip() : "";
    }

    boolean isNothing() {
        return value.isNull()
                || (value.isContainer() && value.isEmpty())
                || (value.isString() && value.stringValue().isBlank());
    }

    /**
     * The result aloud, or a member of it.
     *
     * @param path members' names with dots between; empty for all of it
     * @param item how each entry of a list is said; empty for all its values
     */
    Optional<String> said(String path, String item) {
        JsonNode node = value;
        for (String name : path.isEmpty() ? new String[0] : path.split("\\.")) {
            node = node.path(name);
        }
        String words = node.isMissingNode() ? "" : words(node, item);
        return words.isEmpty() ? Optional.empty() : Optional.of(words);
    }

    private String words(JsonNode node, String item) {
        if (node.isArray()) {
            List<String> parts = new ArrayList<>();
            for (JsonNode each : node) {
                String part = item.isEmpty() ? words(each, "") : entry(each, item);
                if (!part.isEmpty() && parts.size() < MOST_PARTS) {
                    parts.add(part);
                }
            }
            return parts.isEmpty() ? "" : language.list(parts);
        }
        if (node.isObject()) {
            List<String> parts = new ArrayList<>();
            node.properties().forEach(member -> parts.add(words(member.getValue(), "")));
            parts.removeIf(String::isEmpty);
            return String.join(", ", parts);
        }
        if (node.isNumber()) {
            return language.number(node.decimalValue());
        }
        return node.isString() ? text(node.stringValue().strip()) : node.asString("");
    }

    private String entry(JsonNode each, String item) {
        ToolResult entry = new ToolResult(each, language, now);
        return Wording.filled(
                item, name -> name.equals("item") ? entry.said("", "") : entry.said(name, ""));
    }

    /** Days and times as people say them. */
    private String text(String text) {
        try {
            if (text.matches("\\d{4}-\\d{2}-\\d{2}")) {
                return language.date(LocalDate.parse(text));
            }
            if (text.matches("\\d{2}:\\d{2}(:\\d{2})?")) {
                return language.time(now.with(LocalTime.parse(text)));
            }
            if (text.matches("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}(:\\d{2})?")) {
                LocalDateTime at = LocalDateTime.parse(text);
                return language.date(at.toLocalDate())
                        + ", "
                        + language.time(now.with(at.toLocalTime()));
            }
        } catch (DateTimeException _) {
            // No day or time after all.
            return text;
        }
        return text;
    }

    /** A number as the language says it, for templates that count. */
    Optional<String> count() {
        return value.isArray()
                ? Optional.of(language.number(BigDecimal.valueOf(value.size())))
                : Optional.empty();
    }
}
