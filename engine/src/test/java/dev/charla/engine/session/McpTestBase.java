package dev.charla.engine.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.charla.engine.reply.ReplyRequest.Call;
import dev.charla.protocol.event.ConversationItemEvent;
import dev.charla.protocol.event.McpListToolsEvent;
import dev.charla.protocol.event.ServerEvent;
import dev.charla.protocol.item.Item;
import dev.charla.protocol.response.Response;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;

/** A session that is offered servers whose tools it calls itself. */
abstract class McpTestBase {
    static final Duration PATIENCE = Duration.ofSeconds(60);

    final SessionBench bench = new SessionBench();

    @AfterEach
    void close() {
        bench.close();
    }

    void offer(String more) {
        bench.read(
                "{\"type\":\"session.update\",\"session\":{\"tools\":[{\"type\":\"mcp\",\"server_label\":\"docs\",\"server_url\":\"https://docs.example/mcp\"%s}]}}"
                        .formatted(more));
    }

    void listed() {
        awaited(McpListToolsEvent.Completed.class, 1);
    }

    <E extends ServerEvent> E awaited(Class<E> kind, int count) {
        bench.loop.runUntil(() -> bench.of(kind).size() >= count, PATIENCE);
        assertThat(bench.of(kind)).hasSizeGreaterThanOrEqualTo(count);
        return bench.of(kind).get(count - 1);
    }

    void offerAndAsk(String approval, String tool, String arguments) {
        offer(",\"require_approval\":" + approval);
        listed();
        bench.replies.calls = List.of(new Call("", tool, arguments));
        bench.type("look it up");
    }

    String request() {
        return bench.of(ConversationItemEvent.Created.class).stream()
                .map(ConversationItemEvent.Created::item)
                .filter(Item.McpApprovalRequest.class::isInstance)
                .map(item -> Objects.requireNonNull(item.id()).value())
                .findFirst()
                .orElseThrow();
    }

    void decide(String request, boolean approve, String more) {
        bench.read(
                "{\"type\":\"conversation.item.create\",\"item\":{\"type\":\"mcp_approval_response\",\"approval_request_id\":\"%s\",\"approve\":%s%s}}"
                        .formatted(request, approve, more));
    }

    Item.McpCall call(Response response) {
        return (Item.McpCall) response.output().getFirst();
    }
}
