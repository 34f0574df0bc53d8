package dev.charla.conversation.tool;

import dev.charla.conversation.caption.Captions;
import dev.charla.conversation.caption.Transcript;
import dev.charla.protocol.item.CallId;
import dev.charla.protocol.item.Item;
import dev.charla.protocol.item.ItemId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Which tools were used and what came of it, for the sessions that follow. A call is kept once its
 * result is known, and never without: a model takes that for a mistake, and a call that is told
 * again might be made again.
 *
 * <p>Confined to the session's loop.
 */
public final class ToolMemory {
    /** Calls of which a result may still come; a turn makes a handful. */
    private static final int REMEMBERED = 64;

    /** What models take for the name of a function. */
    private static final int LONGEST_NAME = 64;

    private final Captions captions;
    private final Transcript transcript;
    private final Map<String, Call> calls = new LinkedHashMap<>();

    /** A call, with its place among the captions. */
    private static final class Call {
        final long order;
        String name = "";
        String arguments = "";
        boolean over;

        Call(long order) {
            this.order = order;
        }
    }

    public ToolMemory(Captions captions, Transcript transcript) {
        this.captions = captions;
        this.transcript = transcript;
    }

    /** An item of the conversation was begun, or added whole; those of no tool are passed over. */
    public void began(Item item) {
        switch (item) {
            case Item.FunctionCall call -> called(call);
            case Item.FunctionCallOutput output -> {
                var call = calls.get(output.callId().value());
                if (call != null) {
                    over(output.callId().value(), call, output.output());
                }
            }
            case Item.McpCall call when call.id() != null -> call(call.id().value());
            case Item _ -> {}
        }
    }

    /** An item is complete. */
    public void done(Item item) {
        switch (item) {
            case Item.FunctionCall function -> called(function);
            case Item.McpCall mcp when mcp.id() != null -> {
                var result = result(mcp);
                if (result != null) {
                    var call = call(mcp.id().value());
                    call.name = mcp.name();
                    call.arguments = mcp.arguments();
                    over(mcp.id().value(), call, result);
                }
            }
            case Item _ -> {}
        }
    }

    /** A call was made or will not be; what came of it may follow. */
    public void callOver(ItemId id) {
        var call = calls.get(id.value());
        if (call != null) {
            call.over = true;
        }
    }

    /** Whether the result of a call is waited for, or somebody's leave to make it. */
    public boolean waiting() {
        return calls.values().stream().anyMatch(call -> !call.over);
    }

    /** No result comes any more: the session that called is gone. */
    public void sessionOver() {
        calls.clear();
    }

    private void called(Item.FunctionCall function) {
        var call = call(function.callId().value());
        call.name = function.name();
        // Whoever has that function answers in their own time; nothing here waits for it.
        call.over = true;
        if (!function.arguments().isBlank()) {
            call.arguments = function.arguments();
        }
    }

    /**
     * Charla itself answers a call, whether or not the session that made it is still there.
     *
     * @param order its place among the captions, where nothing was told of it before
     */
    Transcript.Use answered(
            long order, CallId callId, String name, String arguments, String result) {
        var known = calls.get(callId.value());
        var call = known == null ? new Call(order) : known;
        call.name = name;
        call.arguments = arguments;
        return over(callId.value(), call, result);
    }

    private Transcript.Use over(String id, Call call, String result) {
        call.over = true;
        var use =
                new Transcript.Use(
                        id,
                        legal(call.name),
                        call.arguments.isBlank() ? "{}" : call.arguments,
                        result);
        transcript.take(call.order, use);
        return use;
    }

    private Call call(String id) {
        var known = calls.get(id);
        if (known != null) {
            return known;
        }
        if (calls.size() >= REMEMBERED) {
            calls.remove(calls.keySet().iterator().next());
        }
        var call = new Call(captions.place());
        calls.put(id, call);
        return call;
    }

    private static @Nullable String result(Item.McpCall call) {
        return call.error() == null ? call.output() : "The call failed: " + message(call.error());
    }

    private static String message(JsonNode error) {
        var message = error.get("message");
        return message != null && message.isString() ? message.stringValue() : error.asString("");
    }

    /** Tools of MCP servers may be called anything, functions may not. */
    private static String legal(String name) {
        var plain = name.replaceAll("[^A-Za-z0-9_-]", "_");
        return plain.substring(0, Math.min(plain.length(), LONGEST_NAME));
    }
}
