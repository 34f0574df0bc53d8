package dev.charla.conversation.tool;

import dev.charla.conversation.browser.PageMessage;
import dev.charla.conversation.browser.PageMessage.ToolStatus;
import dev.charla.conversation.function.FunctionTool;
import dev.charla.conversation.function.ToolThreads;
import dev.charla.loop.SessionLoop;
import dev.charla.protocol.item.CallId;
import dev.charla.protocol.item.ItemId;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One call of a tool of the application's own. Confined to the session's loop. */
final class FunctionCall {
    final CallId id;
    final String name;
    final String arguments;
    final Round round;

    /** Its place among the captions. */
    final long order;

    final long beganNanos;

    /** Null for a name that no tool has, which is answered at once. */
    @Nullable FunctionTool tool;

    /** What it was given, where that is an object. */
    @Nullable JsonNode given;

    ToolThreads.@Nullable Work work;
    @Nullable OngoingCall context;
    SessionLoop.@Nullable Timer deadline;

    /** Whether the caller is asked for leave, and has not decided. */
    boolean asking;

    boolean answered;

    /** What the caller began to say after the question. */
    final Set<ItemId> replies = new HashSet<>();

    /** How many of the words for the time meanwhile were said, or how often it was asked. */
    int said;

    FunctionCall(
            CallId id, String name, String arguments, Round round, long order, long beganNanos) {
        this.id = id;
        this.name = name;
        this.arguments = arguments;
        this.round = round;
        this.order = order;
        this.beganNanos = beganNanos;
    }

    /** Its tool, once it is known that there is one. */
    FunctionTool known() {
        if (tool == null) {
            throw new IllegalStateException("a call of no tool is not begun");
        }
        return tool;
    }

    /** Whether a thread is at it, or was told to end. */
    boolean running() {
        return work != null && !answered;
    }

    /** How the caller is asked aloud; null when they are not. */
    @Nullable String question() {
        return asking && tool != null ? tool.manner().question() : null;
    }

    void cancelDeadline() {
        if (deadline != null) {
            deadline.cancel();
            deadline = null;
        }
    }

    /** What the tool asks for from now on has no effect. */
    void endContext() {
        if (context != null) {
            context.end();
        }
    }

    /** As the page shows it. */
    PageMessage card(ToolStatus status, @Nullable String result, @Nullable Long tookMs) {
        return new PageMessage.Tool(
                id.value(),
                order,
                name,
                status,
                ToolCards.cut(arguments),
                ToolCards.cut(result),
                tookMs);
    }
}
