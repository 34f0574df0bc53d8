package dev.charla.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.charla.engine.mcp.McpReach;
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
    private final McpSession session = new McpSession(connector);

    @BeforeEach
    void serve() throws Exception {
        server = new McpTestServer(folder);
    }

    @AfterEach
    void close() {
        session.close();
        server.close();
    }

    private void offer() {
        session.read(
                "{\"type\":\"session.update\",\"session\":{\"tools\":[{\"type\":\"mcp\",\"server_label\":\"sums\",\"server_url\":\"%s\",\"require_approval\":\"never\",\"allowed_tools\":[\"add\",\"flood\"],\"authorization\":\"good\"}]}}"
                        .formatted(server.url()));
    }

    private Item.McpCall called(String tool, String arguments) {
        server.locked = true;
        offer();
        session.await(McpListToolsEvent.Completed.class, 1);
        session.calls = List.of(new Call("", tool, arguments));
        session.type("add");
        return (Item.McpCall) session.awaitDone(1).response().output().getFirst();
    }

    @Test
    void aToolIsListedCalledAndAnswered() {
        assertThat(called("add", "{\"a\":1,\"b\":2}").output()).isEqualTo("3");
    }

    @Test
    void anAnswerThatIsTooLongFailsTheCallAndNotTheConversation() {
        Item.McpCall call = called("flood", "{}");

        assertThat(String.valueOf(call.error())).contains("is too long");
        session.type("go on");
        session.awaitDone(2);
    }

    @Test
    void aServerThatRefusesItsTokenIsTold() {
        server.status = 401;
        offer();
        session.await(McpListToolsEvent.Failed.class, 1);

        assertThat(session.types())
                .endsWith("mcp_list_tools.in_progress", "mcp_list_tools.failed", "warning");
    }
}
