package dev.charla.boot.tools;

import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Says in the schema of a method's parameters how dates and times are to be written: Spring AI
 * describes them as any text, and a model then writes "Friday". The names are those of JSON schema.
 */
final class TimeFormats {
    private static final Map<Class<?>, String> FORMATS =
            Map.of(
                    LocalDate.class, "date",
                    LocalTime.class, "time",
                    LocalDateTime.class, "date-time",
                    OffsetDateTime.class, "date-time",
                    ZonedDateTime.class, "date-time",
                    Instant.class, "date-time",
                    Duration.class, "duration");

    private TimeFormats() {}

    /** The schema with a format for each such parameter that has none. */
    static JsonNode of(Method method, JsonNode schema) {
        JsonNode whole = schema.deepCopy();
        for (Parameter parameter : method.getParameters()) {
            String format = FORMATS.get(parameter.getType());
            if (format != null
                    && whole.path("properties").get(parameter.getName())
                            instanceof ObjectNode property
                    && !property.has("format")
                    && property.path("type").asString("").equals("string")) {
                property.put("format", format);
            }
        }
        return whole;
    }
}
