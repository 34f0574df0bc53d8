package dev.charla.protocol.event;

import dev.charla.protocol.item.EventId;
import dev.charla.protocol.item.ItemId;
import dev.charla.protocol.json.WireType;

/** The service fetches the tools of an MCP server. */
public sealed interface McpListToolsEvent extends ServerEvent {
    /** It has begun. */
    @WireType("mcp_list_tools.in_progress")
    record InProgress(EventId eventId, ItemId itemId) implements McpListToolsEvent {}

    /** The list is in the item. */
    @WireType("mcp_list_tools.completed")
    record Completed(EventId eventId, ItemId itemId) implements McpListToolsEvent {}

    /** There is no list. */
    @WireType("mcp_list_tools.failed")
    record Failed(EventId eventId, ItemId itemId) implements McpListToolsEvent {}
}
