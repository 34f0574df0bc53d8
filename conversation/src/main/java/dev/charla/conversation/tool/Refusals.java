package dev.charla.conversation.tool;

import dev.charla.conversation.function.Arguments;
import dev.charla.conversation.function.FunctionTool;
import dev.charla.conversation.function.FunctionTools;
import dev.charla.conversation.function.Schedule;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Calls that are answered without being made, with a sentence that the agent can use. */
final class Refusals {
    private Refusals() {}

    /** Why a call is not to be made; null when it is. */
    static @Nullable Outcome of(FunctionCall call, FunctionTools tools, boolean stopped) {
        var tool = tools.named(call.name);
        call.tool = tool;
        if (stopped) {
            return Outcome.failure(
                            "The tool was not run, since the caller interrupted. Call it again if it is"
                                    + " still wanted.")
                    .on(Schedule.SILENT);
        }
        if (tool == null) {
            return Outcome.failure(
                    "There is no tool of this name. There are: %s."
                            .formatted(
                                    tools.tools().stream()
                                            .map(FunctionTool::name)
                                            .collect(Collectors.joining(", "))));
        }
        var given = Arguments.read(call.arguments);
        if (given == null) {
            return Outcome.failure(
                    "The tool was not run: its arguments are no JSON object. Call it again with one.");
        }
        var complaint = Arguments.complaint(tool.parameters(), given);
        if (complaint != null) {
            return Outcome.failure(
                    "The tool was not run: %s Call it again with arguments that fit."
                            .formatted(complaint));
        }
        call.given = given;
        return null;
    }
}
