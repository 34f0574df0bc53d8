package dev.charla.engine.tools;

import dev.charla.engine.items.ItemEntry;
import dev.charla.engine.leg.Outbox;
import dev.charla.engine.mcp.McpException;
import dev.charla.engine.reply.ReplyTools;
import dev.charla.protocol.event.McpCallEvent;
import dev.charla.protocol.event.ResponseEvent;
import dev.charla.protocol.item.Item;
import dev.charla.protocol.item.ItemId;
import dev.charla.protocol.item.ItemStatus;
import dev.charla.protocol.item.ResponseId;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Sends the events of one call to an MCP server. It may outlive its response, while a person
 * decides about it. Confined to the loop.
 */
public final class McpCallWriter {
    /** Arguments come in pieces, as a model makes them. */
    private static final int PIECE = 256;

    private final ResponseId response;
    private final int outputIndex;
    private final ReplyTools.Served served;
    private final String arguments;
    private final Outbox out;
    private final ItemEntry entry;
    private @Nullable ItemId approvalRequest;
    private boolean over;

    /**
     * @param outputIndex its place in the response
     */
    public McpCallWriter(
            ResponseId response,
            int outputIndex,
            ReplyTools.Served served,
            String arguments,
            Outbox out) {
        this.response = response;
        this.outputIndex = outputIndex;
        this.served = served;
        this.arguments = arguments;
        this.out = out;
        ItemId id = out.itemId("mcp_");
        this.entry = new ItemEntry(id, item(id, "", ItemStatus.IN_PROGRESS, null, null), null);
    }

    private Item item(
            ItemId id,
            String said,
            ItemStatus status,
            @Nullable String output,
            @Nullable JsonNode error) {
        return new Item.McpCall(
                served.server(),
                served.tool(),
                said,
                id,
                status,
                approvalRequest,
                output,
                error,
                Map.of());
    }

    public ItemEntry entry() {
        return entry;
    }

    ReplyTools.Served served() {
        return served;
    }

    String arguments() {
        return arguments;
    }

    boolean isOver() {
        return over;
    }

    /** The item was told of; now with what it is called. */
    public void tellArguments() {
        for (int at = 0; at < arguments.length(); at += PIECE) {
            String piece = arguments.substring(at, Math.min(arguments.length(), at + PIECE));
            out.send(
                    new McpCallEvent.ArgumentsDelta(
                            out.eventId(), response, entry.id, outputIndex, piece, null));
        }
        out.send(
                new McpCallEvent.ArgumentsDone(
                        out.eventId(), response, entry.id, outputIndex, arguments));
        entry.item = item(entry.id, arguments, ItemStatus.IN_PROGRESS, null, null);
    }

    /** It waits for a person. */
    void asks(ItemId request) {
        approvalRequest = request;
        entry.item = item(entry.id, arguments, ItemStatus.IN_PROGRESS, null, null);
    }

    void inProgress() {
        out.send(new McpCallEvent.InProgress(out.eventId(), entry.id, outputIndex));
    }

    void completed(String output) {
        over = true;
        entry.item = item(entry.id, arguments, ItemStatus.COMPLETED, output, null);
        out.send(new McpCallEvent.Completed(out.eventId(), entry.id, outputIndex));
        done();
    }

    void failed(McpException failure) {
        failed(error(failure));
    }

    /** It was given up, or not allowed. */
    void failed(String why) {
        failed(error("tool_execution_error", why));
    }

    private void failed(JsonNode error) {
        over = true;
        entry.item = item(entry.id, arguments, ItemStatus.INCOMPLETE, null, error);
        out.send(new McpCallEvent.Failed(out.eventId(), entry.id, outputIndex));
        done();
    }

    private void done() {
        out.send(
                new ResponseEvent.OutputItemDone(out.eventId(), response, outputIndex, entry.item));
    }

    /** In the shapes of OpenAI's Realtime API: Voice Live documents none. */
    static JsonNode error(McpException failure) {
        return switch (failure.kind()) {
            case HTTP -> coded("http_error", failure);
            case PROTOCOL, TOO_LARGE -> coded("protocol_error", failure);
            case TOOL, NOT_ALLOWED, UNREACHABLE, TIMEOUT ->
                    error("tool_execution_error", failure.getMessage());
        };
    }

    private static JsonNode coded(String type, McpException failure) {
        ObjectNode error = error(type, failure.getMessage());
        error.put("code", failure.status());
        return error;
    }

    private static ObjectNode error(String type, String message) {
        ObjectNode error = JsonNodeFactory.instance.objectNode();
        error.put("type", type);
        error.put("message", message);
        return error;
    }
}
