package dev.charla.engine.mcp;

import java.util.Optional;

/** Connects to MCP servers. Shared by all sessions; thread-safe. */
public interface McpConnector extends AutoCloseable {
    /** Connects to none. */
    McpConnector NONE =
            new McpConnector() {
                @Override
                public Optional<String> refusal(McpAddress address) {
                    return Optional.of("This service may not call MCP servers.");
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
     * Why a server must not be called, as a sentence for the one who named it; empty when it may be
     * called, as far as its URL shows without resolving the name. Does not block.
     */
    Optional<String> refusal(McpAddress address);

    /**
     * Connects to a server and negotiates a version. Blocks; an interrupt of the thread cancels.
     *
     * @return a connection, which the caller must close
     * @throws McpException when that is not possible
     */
    McpConnection connect(McpAddress address) throws InterruptedException, McpException;

    /** Ends all connections and their threads. Idempotent. */
    @Override
    void close();
}
