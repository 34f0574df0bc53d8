package dev.charla.mcp;

import dev.charla.engine.mcp.McpException;
import dev.charla.engine.mcp.McpException.Kind;
import io.modelcontextprotocol.client.transport.McpHttpClientTransportAuthorizationException;
import io.modelcontextprotocol.spec.McpError;
import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the library's exceptions mean. Their own texts may quote what a server sent. */
final class McpFailures {
    /** The library tells an HTTP status in words only. */
    private static final Pattern STATUS =
            Pattern.compile("(?i)status code: ?(\\d{3})|statusCode=(\\d{3})");

    /** How it tells of one that it does not name: a redirect, or trouble of the server's. */
    private static final String SOME_STATUS = "Failed to send message: ";

    private static final Pattern TOO_LARGE = Pattern.compile("(?i)exceeds the maximum");

    /** As deep as causes go before they go round. */
    private static final int DEEPEST = 10;

    private McpFailures() {}

    static McpException explained(Throwable thrown) {
        Throwable cause = thrown;
        for (int i = 0; i < DEEPEST && cause != null; i++) {
            McpException known = known(cause);
            if (known != null) {
                return known;
            }
            cause = cause.getCause();
        }
        return new McpException(Kind.PROTOCOL, 0, "The MCP server's answer is not valid MCP.");
    }

    private static @Nullable McpException known(Throwable cause) {
        String text = cause.getMessage() == null ? "" : cause.getMessage();
        Matcher status = STATUS.matcher(text);
        return switch (cause) {
            case McpHttpClientTransportAuthorizationException refused ->
                    http(refused.getResponseInfo().statusCode());
            case McpError error -> protocol(error);
            case HttpTimeoutException _, TimeoutException _ ->
                    new McpException(Kind.TIMEOUT, 0, "The MCP server did not answer in time.");
            case Throwable _ when TOO_LARGE.matcher(text).find() ->
                    new McpException(Kind.TOO_LARGE, 0, "The MCP server's answer is too long.");
            case Throwable _ when status.find() ->
                    http(
                            Integer.parseInt(
                                    status.group(1) == null ? status.group(2) : status.group(1)));
            case RuntimeException _ when text.startsWith(SOME_STATUS) -> http(0);
            case IOException _ ->
                    new McpException(Kind.UNREACHABLE, 0, "The MCP server could not be reached.");
            default -> null;
        };
    }

    private static McpException http(int status) {
        String message =
                switch (status) {
                    case 0 -> "The MCP server failed, or leads to another address.";
                    case 401, 403 ->
                            "The MCP server refused the credentials (HTTP %d).".formatted(status);
                    default -> "The MCP server answered with HTTP status %d.".formatted(status);
                };
        return new McpException(Kind.HTTP, status, message);
    }

    private static McpException protocol(McpError error) {
        var told = error.getJsonRpcError();
        return new McpException(
                Kind.PROTOCOL,
                told == null ? 0 : told.code(),
                "The MCP server refused the request%s."
                        .formatted(told == null ? "" : " (code " + told.code() + ")"));
    }
}
