package dev.charla.engine.mcp;

import dev.charla.protocol.item.Item;
import java.util.List;

/** A connection to an MCP server. Any thread, several at a time. */
public interface McpConnection extends AutoCloseable {
    /**
     * Lists its tools. Blocks; an interrupt of the thread cancels.
     *
     * @throws McpException when the server fails to list them, or lists too many
     */
    List<Item.McpTool> tools() throws InterruptedException, McpException;

    /**
     * Calls a tool. Blocks; an interrupt of the thread stops waiting for the answer, but cannot
     * undo what the tool does.
     *
     * @param arguments a JSON object, as JSON text
     * @return the tool's answer, as text
     * @throws McpException when the tool or its server failed
     */
    String call(String tool, String arguments) throws InterruptedException, McpException;

    /** Ends the connection; returns at once. Idempotent. */
    @Override
    void close();
}
