package dev.charla.mcp;

import dev.charla.engine.mcp.McpConnection;
import dev.charla.engine.mcp.McpException;
import dev.charla.protocol.item.Item;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.json.jackson3.JacksonMcpJsonMapper;
import io.modelcontextprotocol.spec.McpSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** A server reached by the MCP project's own library. */
final class SdkMcpConnection implements McpConnection {
    /** Pages of a list of tools; a session takes no more tools than one page has. */
    private static final int MOST_PAGES = 10;

    private final McpSyncClient client;
    private final JsonMapper json;
    private final Executor threads;
    private final AtomicBoolean closed = new AtomicBoolean();

    SdkMcpConnection(McpSyncClient client, JacksonMcpJsonMapper json, Executor threads) {
        this.client = client;
        this.json = json.getJsonMapper();
        this.threads = threads;
    }

    void initialize() throws InterruptedException, McpException {
        asking(client::initialize);
    }

    @Override
    public List<Item.McpTool> tools() throws InterruptedException, McpException {
        List<Item.McpTool> tools = new ArrayList<>();
        String cursor = "";
        for (int page = 0; page < MOST_PAGES; page++) {
            String from = cursor;
            McpSchema.ListToolsResult listed =
                    asking(() ->
                            from.isEmpty()
                                    ? client.listTools(McpSchema.FIRST_PAGE)
                                    : client.listTools(from));
            listed.tools().forEach(tool -> tools.add(shown(tool)));
            cursor = listed.nextCursor() == null ? "" : listed.nextCursor();
            if (cursor.isEmpty()) {
                return tools;
            }
        }
        throw new McpException(
                McpException.Kind.TOO_LARGE, 0, "The list of the MCP server's tools has no end.");
    }

    private Item.McpTool shown(McpSchema.Tool tool) {
        return new Item.McpTool(
                tool.name(),
                tool.description(),
                json.valueToTree(tool.inputSchema()),
                tool.annotations() == null ? null : json.valueToTree(tool.annotations()),
                Map.of());
    }

    @Override
    public String call(String tool, String arguments) throws InterruptedException, McpException {
        Map<String, Object> values;
        try {
            values =
                    arguments.isBlank()
                            ? Map.of()
                            : json.readValue(
                                    arguments, new TypeReference<Map<String, Object>>() {});
        } catch (JacksonException e) {
            throw new McpException(
                    McpException.Kind.PROTOCOL, 0, "The arguments are not a JSON object.");
        }
        McpSchema.CallToolResult result =
                asking(() ->
                        client.callTool(
                                McpSchema.CallToolRequest.builder(tool).arguments(values).build()));
        String text = text(result);
        if (Boolean.TRUE.equals(result.isError())) {
            throw new McpException(McpException.Kind.TOOL, 0, text);
        }
        return text;
    }

    /** Of what is no text its kind alone: nothing here sees or listens to it. */
    private String text(McpSchema.CallToolResult result) {
        if (result.content().isEmpty() && result.structuredContent() != null) {
            return json.writeValueAsString(result.structuredContent());
        }
        return result.content().stream()
                .map(content ->
                        content instanceof McpSchema.TextContent words
                                ? words.text()
                                : "[" + content.type() + "]")
                .collect(Collectors.joining("\n"));
    }

    private static <T> T asking(Supplier<T> question) throws InterruptedException, McpException {
        try {
            return question.get();
        } catch (RuntimeException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            throw McpFailures.explained(e);
        }
    }

    /**
     * What still comes is given up; the server is told, if it takes that, by a thread that may
     * wait.
     */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            try {
                threads.execute(client::closeGracefully);
            } catch (RejectedExecutionException e) {
                client.close(); // the connector is closed, and the HTTP client with it
            }
        }
    }
}
