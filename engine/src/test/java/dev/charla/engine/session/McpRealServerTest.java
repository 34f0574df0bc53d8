package dev.charla.engine.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.charla.engine.mcp.McpReach;
import dev.charla.engine.mcp.McpTestServer;
import dev.charla.engine.mcp.SdkMcpConnector;
import dev.charla.engine.reply.ReplyRequest.Call;
import dev.charla.protocol.event.McpListToolsEvent;
import dev.charla.protocol.item.Item;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A session with a real MCP server on this machine. */
class McpRealServerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir Path folder;
    private McpTestServer server;
    private final SdkMcpConnector connector =
            new SdkMcpConnector(McpReach.of(List.of("loopback")), PATIENCE);
    private final SessionBench bench = SessionBench.with(connector);

    @BeforeEach
    void serve() throws Exception {
        server = new McpTestServer(folder);
    }

    @AfterEach
    void close() {
        bench.close();
        connector.close();
        server.close();
    }

    private void offer() {
        bench.read(
                "{\"type\":\"session.update\",\"session\":{\"tools\":[{\"type\":\"mcp\",\"server_label\":\"sums\",\"server_url\":\"%s\",\"require_approval\":\"never\",\"allowed_tools\":[\"add\",\"flood\"],\"authorization\":\"good\"}]}}"
                        .formatted(server.url()));
    }

    private Item.McpCall called(String tool, String arguments) {
        server.locked = true;
        offer();
        bench.loop.runUntil(() -> !bench.of(McpListToolsEvent.Completed.class).isEmpty(), PATIENCE);
        bench.replies.calls = List.of(new Call("", tool, arguments));
        bench.type("add");
        return (Item.McpCall) bench.awaitDone().response().output().getFirst();
    }

    @Test
    void aToolIsListedCalledAndAnswered() {
        assertThat(called("add", "{\"a\":1,\"b\":2}").output()).isEqualTo("3");
    }

    @Test
    void anAnswerThatIsTooLongFailsTheCallAndNotTheConversation() {
        Item.McpCall call = called("flood", "{}");

        assertThat(String.valueOf(call.error())).contains("is too long");
        bench.replies.calls = List.of();
        bench.type("go on");
        bench.awaitDones(2);
    }

    @Test
    void aServerThatRefusesItsTokenIsTold() {
        server.status = 401;
        offer();
        bench.loop.runUntil(() -> !bench.of(McpListToolsEvent.Failed.class).isEmpty(), PATIENCE);

        assertThat(bench.types())
                .endsWith("mcp_list_tools.in_progress", "mcp_list_tools.failed", "warning");
    }
}
