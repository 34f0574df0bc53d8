package dev.charla.engine.mcp;

import java.util.Optional;

/** Reaches MCP servers. Shared by all sessions; every method may be called from any thread. */
public interface McpConnector extends AutoCloseable {
    /** Reaches none. */
    McpConnector NONE =
            new McpConnector() {
                @Override
                public Optional<String> refusal(McpAddress address) {
                    return Optional.of("This service reaches no MCP servers.");
                }

                @Override
                public McpConnection connect(McpAddress address) throws McpException {
                    throw new McpException(
                            McpException.Kind.NOT_ALLOWED, 0, "This service reaches no servers.");
                }

                @Override
                public void close() {}
            };

    /**
     * Why a server must not be reached, as a sentence for whoever named it; empty when it may be,
     * as far as its address tells without looking the name up. Does not block.
     */
    Optional<String> refusal(McpAddress address);

    /**
     * Reaches a server and agrees with it on a version. Blocks; interrupting the thread ends it.
     *
     * @return what must be closed by the caller
     * @throws McpException when that is not possible
     */
    McpConnection connect(McpAddress address) throws InterruptedException, McpException;

    /** Ends all connections and their threads. Idempotent. */
    @Override
    void close();
}
