package dev.charla.skills.tool;

import dev.charla.skills.language.Language;
import dev.charla.skills.phrase.ToolUse;
import dev.charla.skills.set.Match;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Fills a tool's parameters from what was said, as its JSON schema wants them. */
final class ToolArguments {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Set<String> TRUE = Set.of("true", "yes", "on", "sí", "si");
    private static final Set<String> FALSE = Set.of("false", "no", "off");

    private final ToolUse use;
    private final Match match;
    private final SlotValues values;
    private final JsonNode properties;

    private ToolArguments(ToolUse use, Match match, SlotValues values, JsonNode properties) {
        this.use = use;
        this.match = match;
        this.values = values;
        this.properties = properties;
    }

    /** What the parameters get. */
    sealed interface Filled {
        /**
         * All that is needed.
         *
         * @param json an object
         */
        record Whole(ObjectNode json) implements Filled {}

        /**
         * One has no value, or one that does not fit.
         *
         * @param slot where it would come from; empty when from none
         */
        record Lacking(String parameter, String slot) implements Filled {}
    }

    /**
     * @param schema of the tool's parameters, as JSON text
     */
    static Filled of(
            String schema, ToolUse use, Match match, Language language, ZonedDateTime now) {
        JsonNode whole = JsonMapper.shared().readTree(schema);
        return new ToolArguments(
                        use, match, new SlotValues(language, now), whole.path("properties"))
                .fill(whole.path("required"));
    }

    private Filled fill(JsonNode required) {
        ObjectNode json = NODES.objectNode();
        for (Map.Entry<String, JsonNode> each : properties.properties()) {
            String parameter = each.getKey();
            String text = use.arguments().getOrDefault(parameter, "");
            String slot = text.isEmpty() ? slotNamed(parameter) : Wording.only(text).orElse("");
            Object value = slot.isEmpty() ? composed(text) : match.slots().get(slot);
            boolean needed =
                    required.valueStream().anyMatch(name -> name.asString("").equals(parameter))
                            || match.intent().guide().asks().containsKey(slot);
            Optional<JsonNode> fitting =
                    value == null ? Optional.empty() : fitting(value, each.getValue());
            if (fitting.isPresent()) {
                json.set(parameter, fitting.get());
            } else if (value != null || needed) {
                return new Filled.Lacking(parameter, slot.isEmpty() ? firstSlot(text) : slot);
            }
        }
        return new Filled.Whole(json);
    }

    /** The slot that is called as the parameter is, whatever the case of its letters. */
    private String slotNamed(String parameter) {
        return Stream.concat(
                        match.slots().keySet().stream(),
                        match.intent().guide().asks().keySet().stream())
                .filter(parameter::equalsIgnoreCase)
                .findFirst()
                .orElse("");
    }

    /** A text with all its slots; null when one has no value, or there is no text. */
    private @Nullable String composed(String text) {
        List<String> slots = Wording.names(text);
        return text.isEmpty() || !match.slots().keySet().containsAll(slots)
                ? null
                : Wording.filled(
                        text,
                        slot -> Optional.ofNullable(match.slots().get(slot)).map(values::written));
    }

    private String firstSlot(String text) {
        return Wording.names(text).stream()
                .filter(slot -> !match.slots().containsKey(slot))
                .findFirst()
                .orElse("");
    }

    /** The value as the schema of a parameter wants it; empty when it cannot be. */
    private Optional<JsonNode> fitting(Object value, JsonNode schema) {
        if (schema.path("enum").isArray()) {
            return named(value, schema.path("enum"));
        }
        return switch (type(schema)) {
            case "integer" ->
                    number(value)
                            .filter(number -> number.stripTrailingZeros().scale() <= 0)
                            .filter(number -> inRange(number, schema))
                            .map(number -> NODES.numberNode(number.toBigInteger()));
            case "number" ->
                    number(value).filter(number -> inRange(number, schema)).map(NODES::numberNode);
            case "boolean" -> {
                String word = value.toString().strip().toLowerCase(Locale.ROOT);
                yield TRUE.contains(word)
                        ? Optional.of(NODES.booleanNode(true))
                        : FALSE.contains(word)
                                ? Optional.of(NODES.booleanNode(false))
                                : Optional.empty();
            }
            case "array" ->
                    fitting(value, schema.path("items")).map(only -> NODES.arrayNode().add(only));
            case "string", "" ->
                    text(value, schema.path("format").asString(""))
                            .filter(text -> fits(text, schema))
                            .map(StringNode::valueOf);
            // Objects: no slot holds one.
            default -> Optional.empty();
        };
    }

    /** The first that is not null; empty when the schema names none. */
    private static String type(JsonNode schema) {
        JsonNode type = schema.path("type");
        return type.isArray()
                ? type.valueStream()
                        .map(each -> each.asString(""))
                        .filter(each -> !each.equals("null"))
                        .findFirst()
                        .orElse("")
                : type.asString("");
    }

    private Optional<JsonNode> named(Object value, JsonNode names) {
        String word = plain(values.written(value));
        return names.valueStream()
                .filter(name -> plain(name.asString("")).equals(word))
                .findFirst();
    }

    private static String plain(String name) {
        return name.strip().toLowerCase(Locale.ROOT).replaceAll("[\\s_-]+", " ");
    }

    private static Optional<BigDecimal> number(Object value) {
        return switch (value) {
            case BigDecimal number -> Optional.of(number);
            case Duration duration -> Optional.of(BigDecimal.valueOf(duration.toSeconds()));
            default -> {
                try {
                    yield Optional.of(new BigDecimal(value.toString().strip()));
                } catch (NumberFormatException _) {
                    yield Optional.empty();
                }
            }
        };
    }

    private static boolean inRange(BigDecimal number, JsonNode schema) {
        JsonNode least = schema.path("minimum");
        JsonNode most = schema.path("maximum");
        return (!least.isNumber() || number.compareTo(least.decimalValue()) >= 0)
                && (!most.isNumber() || number.compareTo(most.decimalValue()) <= 0);
    }

    private Optional<String> text(Object value, String format) {
        return switch (format) {
            case "date" -> values.day(value).map(Object::toString);
            case "time" -> values.time(value).map(Object::toString);
            case "duration" ->
                    value instanceof Duration duration
                            ? Optional.of(duration.toString())
                            : Optional.empty();
            default -> Optional.of(values.written(value));
        };
    }

    private static boolean fits(String text, JsonNode schema) {
        JsonNode least = schema.path("minLength");
        JsonNode most = schema.path("maxLength");
        if ((least.isNumber() && text.length() < least.intValue())
                || (most.isNumber() && text.length() > most.intValue())) {
            return false;
        }
        String pattern = schema.path("pattern").asString("");
        try {
            return pattern.isEmpty() || Pattern.compile(pattern).matcher(text).find();
        } catch (PatternSyntaxException _) {
            // Of another dialect than Java's: whoever runs the tool looks at it.
            return true;
        }
    }
}
