package dev.charla.engine.mcp;

import dev.charla.protocol.item.Item;
import java.util.List;

/** A server that was reached. Any thread, several at a time. */
public interface McpConnection extends AutoCloseable {
    /**
     * What tools it has. Blocks; interrupting the thread ends it.
     *
     * @throws McpException when it does not tell, or tells of too many
     */
    List<Item.McpTool> tools() throws InterruptedException, McpException;

    /**
     * Calls a tool. Blocks; interrupting the thread gives up on the answer, but what the tool does
     * cannot be undone.
     *
     * @param arguments a JSON object, as JSON text
     * @return what the tool answered, as text
     * @throws McpException when it failed, or its server did
     */
    String call(String tool, String arguments) throws InterruptedException, McpException;

    /** Takes leave of the server; returns at once. Idempotent. */
    @Override
    void close();
}
