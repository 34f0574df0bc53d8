package dev.charla.conversation.tool;

import dev.charla.conversation.flow.ExitTool;
import dev.charla.conversation.function.Arguments;
import dev.charla.conversation.function.FunctionTool;
import dev.charla.conversation.function.FunctionTools;
import dev.charla.conversation.function.Schedule;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Calls that are answered without being made, with a sentence that the agent can use. */
final class Refusals {
    private Refusals() {}

    /** Why a call is not to be made; null when it is. */
    static @Nullable Outcome of(
            FunctionCall call, FunctionTools tools, boolean stopped, Set<String> formerly) {
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
                    (formerly.contains(call.name)
                                    ? "This tool is not offered any more. There are: %s."
                                    : "There is no tool of this name. There are: %s.")
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

    /** Why an exit is not to be called; null when it is, or the tool is none. */
    static @Nullable Outcome ofExit(FunctionCall call, Set<FunctionCall> open, Exits exits) {
        if (!(call.tool instanceof ExitTool exit)) {
            return null;
        }
        for (var other : open) {
            if (other.tool instanceof ExitTool) {
                return Outcome.failure(
                        "The tool was not run: '%s' was called before and may lead on. Wait for its result."
                                .formatted(other.name));
            }
        }
        var objection = exits.objection(exit);
        return objection == null ? null : Outcome.failure(objection);
    }
}
