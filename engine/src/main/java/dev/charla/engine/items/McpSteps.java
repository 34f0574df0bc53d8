package dev.charla.engine.items;

import dev.charla.engine.reply.ReplyRequest;
import dev.charla.engine.settings.FunctionNames;
import dev.charla.protocol.item.Item;
import dev.charla.protocol.item.ItemId;
import dev.charla.protocol.item.ItemStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a model is told of a call to an MCP server: the call and, always, what came of it. */
final class McpSteps {
    /** Models take a call without its result for a mistake of the client's. */
    private static final String WAITING =
            "The call has not been made: the caller was asked to allow it and has not answered"
                    + " yet.";

    private static final String RUNNING = "The call has not finished yet.";

    private McpSteps() {}

    static List<ReplyRequest.Entry> of(ItemId id, Item.McpCall call) {
        return List.of(
                new ReplyRequest.Call(
                        id.value(), FunctionNames.legal(call.name()), call.arguments()),
                new ReplyRequest.Result(id.value(), result(call)));
    }

    private static String result(Item.McpCall call) {
        if (call.error() != null) {
            return "The call failed: " + message(call.error());
        }
        if (call.output() != null) {
            return call.output();
        }
        boolean asked =
                call.approvalRequestId() != null && ItemStatus.IN_PROGRESS.equals(call.status());
        return asked ? WAITING : RUNNING;
    }

    private static String message(JsonNode error) {
        @Nullable JsonNode message = error.get("message");
        return message != null && message.isString() ? message.stringValue() : error.asString("");
    }
}
