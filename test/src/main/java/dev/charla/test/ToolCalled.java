package dev.charla.test;

import dev.charla.test.line.ObservedTools;
import dev.charla.test.report.Timeline;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A tool that the agent called. */
public final class ToolCalled {
    private final Line line;
    private final ObservedTools.Call call;
    private final JsonNode arguments;

    ToolCalled(Line line, ObservedTools.Call call) {
        this.line = line;
        this.call = call;
        this.arguments = JsonMapper.shared().readTree(call.arguments());
    }

    /**
     * Its argument of that name had that value: a number, a truth value, or anything else by its
     * {@code toString}, such as a {@link java.time.LocalDate}. Null: it was not given.
     */
    public ToolCalled with(String argument, @Nullable Object value) {
        var given = arguments.path(argument);
        var expected = String.valueOf(value);
        boolean absent = given.isNull() || given.isMissingNode();
        boolean same =
                absent
                        ? value == null
                        : given.isString()
                                ? given.stringValue().equals(expected)
                                : given.toString().equals(expected);
        if (!same) {
            throw line.failure(
                    "The agent called '%s' with %s, and not with '%s' as %s."
                            .formatted(call.name(), call.arguments(), argument, value));
        }
        return this;
    }

    /** It was called no later than {@code time} after the caller's turn had ended. */
    public ToolCalled within(Duration time) {
        var delay = call.at().minus(line.since);
        if (delay.compareTo(time) > 0) {
            throw line.failure(
                    "The agent called '%s' after %s s, and not within %s s."
                            .formatted(
                                    call.name(), Timeline.seconds(delay), Timeline.seconds(time)));
        }
        return this;
    }

    /** All arguments, as a JSON object. */
    public String arguments() {
        return call.arguments();
    }
}
