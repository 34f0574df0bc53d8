package dev.charla.engine.mcp;

import java.net.URI;
import java.util.Map;

/**
 * Where an MCP server is, as a client named it.
 *
 * @param label the client's name for it
 * @param url where it serves the Streamable HTTP transport
 * @param headers sent with every request, credentials among them; checked before
 */
public record McpAddress(String label, URI url, Map<String, String> headers) {
    public McpAddress {
        headers = Map.copyOf(headers);
    }

    /** Leaves everything out that may be secret. */
    @Override
    public String toString() {
        return "McpAddress[label=" + label + "]";
    }
}
