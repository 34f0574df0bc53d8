package dev.charla.engine.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.awaitility.Awaitility.await;

import dev.charla.engine.mcp.McpAddress;
import dev.charla.engine.mcp.McpException;
import dev.charla.engine.reply.ReplyTools;
import dev.charla.protocol.event.ConversationItemEvent;
import dev.charla.protocol.event.ErrorEvent;
import dev.charla.protocol.event.McpListToolsEvent;
import dev.charla.protocol.event.WarningEvent;
import dev.charla.protocol.item.Item;
import dev.charla.protocol.item.ItemStatus;
import dev.charla.protocol.response.ResponseStatus;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Servers whose tools the session itself calls: which it knows, and what it tells of them. */
class McpServersTest extends McpTestBase {
    @Test
    void toolsAreListedAfterTheSessionIsUpdated() {
        offer("");
        listed();

        assertThat(bench.types())
                .containsExactly(
                        "session.created",
                        "session.updated",
                        "mcp_list_tools.in_progress",
                        "conversation.item.created",
                        "mcp_list_tools.completed");
        Item.McpListTools list =
                (Item.McpListTools) bench.only(ConversationItemEvent.Created.class).item();
        assertThat(list.serverLabel()).isEqualTo("docs");
        assertThat(list.tools())
                .extracting(Item.McpTool::name)
                .containsExactly("search", "read.page");
        assertThat(list.id()).isEqualTo(bench.only(McpListToolsEvent.InProgress.class).itemId());
    }

    @Test
    void aListCanBeRetrievedBeforeItIsThere() {
        bench.mcp.mayList = new CountDownLatch(1);
        offer("");
        bench.read(
                "{\"type\":\"conversation.item.retrieve\",\"item_id\":\"%s\"}"
                        .formatted(bench.only(McpListToolsEvent.InProgress.class).itemId()));

        assertThat(bench.only(ConversationItemEvent.Retrieved.class).item())
                .isInstanceOfSatisfying(
                        Item.McpListTools.class,
                        list -> {
                            assertThat(list.tools()).isEmpty();
                            assertThat(list.status()).isEqualTo(ItemStatus.IN_PROGRESS);
                        });
        bench.mcp.mayList.countDown();
        listed();
    }

    @Test
    void onlyAllowedToolsAreListedAndOffered() {
        offer(",\"allowed_tools\":[\"read.page\"],\"require_approval\":\"never\"");
        listed();
        bench.type("hello");
        bench.awaitDone();

        ReplyTools tools = Objects.requireNonNull(bench.replies.last).tools();
        assertThat(tools.offered())
                .singleElement()
                .satisfies(tool -> {
                    // Chat models take no dots in names.
                    assertThat(tool.name()).isEqualTo("read_page");
                    assertThat(tool.served().orElseThrow())
                            .isEqualTo(new ReplyTools.Served("docs", "read.page", false));
                });
    }

    @Test
    void credentialsGoToTheServerAndNowhereElse() {
        offer(",\"authorization\":\"s3cret\",\"headers\":{\"X-Team\":\"t0psecret\"}");
        listed();

        McpAddress address = Objects.requireNonNull(bench.mcp.reached.peek());
        assertThat(address.headers())
                .containsOnly(
                        entry("Authorization", "Bearer s3cret"), entry("X-Team", "t0psecret"));
        assertThat(address.toString()).doesNotContain("s3cret", "t0psecret");
        assertThat(bench.events.stream().map(bench.codec::write))
                .noneMatch(json -> json.contains("s3cret") || json.contains("t0psecret"));
        assertThat(bench.echo()).contains("\"server_label\":\"docs\"");
    }

    @Test
    void aServerThatTellsNothingIsToldOfWithTheReason() {
        bench.mcp.failure =
                new McpException(
                        McpException.Kind.HTTP, 401, "The MCP server refused the credentials.");
        offer("");
        awaited(McpListToolsEvent.Failed.class, 1);

        assertThat(bench.only(WarningEvent.class).warning().code())
                .isEqualTo("mcp_list_tools_failed");
        assertThat(bench.only(WarningEvent.class).warning().message())
                .contains("docs", "refused the credentials");
        bench.type("hello");
        assertThat(bench.awaitDone().response().status()).isEqualTo(ResponseStatus.COMPLETED);
    }

    @Test
    void aListThatFailedCanBeRetrievedUntilItsServerIsGone() {
        bench.mcp.failure = new McpException(McpException.Kind.UNREACHABLE, 0, "Not there.");
        offer("");
        String list = awaited(McpListToolsEvent.Failed.class, 1).itemId().value();
        String retrieve =
                "{\"type\":\"conversation.item.retrieve\",\"item_id\":\"%s\"}".formatted(list);
        bench.read(retrieve);
        assertThat(bench.of(ConversationItemEvent.Retrieved.class)).hasSize(1);

        bench.read("{\"type\":\"session.update\",\"session\":{\"tools\":[]}}");
        bench.read(retrieve);

        assertThat(bench.only(ErrorEvent.class).error().code()).isEqualTo("item_not_found");
    }

    @Test
    void aResponseCanBeMadeToUseAServer() {
        bench.read(
                """
                {"type":"session.update","session":{"tools":[
                  {"type":"function","name":"clock"},
                  {"type":"mcp","server_label":"docs","server_url":"https://docs.example/mcp"}]}}\
                """);
        listed();
        bench.create("hello", null);
        bench.read(
                """
                {"type":"response.create","response":{"tool_choice":
                  {"type":"mcp","server_label":"docs","name":"search"}}}\
                """);
        bench.awaitDone();

        ReplyTools tools = Objects.requireNonNull(bench.replies.last).tools();
        assertThat(tools.callable()).extracting(ReplyTools.Tool::name).containsExactly("search");
        assertThat(tools.mustCall()).isTrue();
    }

    @Test
    void aToolThatIsNotKnownCannotBeMadeToBeUsed() {
        bench.mcp.mayList = new CountDownLatch(1);
        offer("");
        bench.read(
                """
                {"type":"response.create","response":{"tool_choice":
                  {"type":"mcp","server_label":"docs"}}}\
                """);

        assertThat(bench.only(ErrorEvent.class).error().message())
                .contains("mcp_list_tools.completed");
        bench.mcp.mayList.countDown();
    }

    @Test
    void aServerThatIsOfferedAgainKeepsItsConnection() {
        offer("");
        listed();
        offer("");
        assertThat(bench.mcp.reached).hasSize(1);

        offer(",\"authorization\":\"another\"");
        awaited(McpListToolsEvent.Completed.class, 2);
        assertThat(bench.mcp.reached).hasSize(2);
        assertThat(bench.mcp.open).hasValue(1);

        bench.read("{\"type\":\"session.update\",\"session\":{\"tools\":[]}}");
        assertThat(bench.mcp.open).hasValue(0);
    }

    @Test
    void nothingIsLeftWhenTheClientGoesWhileToolsAreListed() {
        bench.mcp.mayList = new CountDownLatch(1);
        offer("");
        await().until(() -> !bench.mcp.reached.isEmpty());

        bench.loop.run(bench.session::close);
        bench.loop.runUntil(() -> bench.mcp.interrupted.get() == 1, PATIENCE);

        assertThat(bench.mcp.interrupted).hasValue(1);
        assertThat(bench.mcp.open).hasValue(0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"server_url\":\"https://a.example/no\"|server_url",
                "\"server_url\":\"not an address\"|server_url",
                "\"server_description\":\"x\"|server_url",
                "\"server_url\":\"https://a.example\",\"headers\":{\"Host\":\"b\"}|headers",
                "\"server_url\":\"https://a.example\",\"headers\":{\"X\":\"a\\r\\nb\"}|headers",
                "\"server_url\":\"https://a.example\",\"authorization\":\"t\",\"headers\":{\"authorization\":\"t\"}|headers",
                "\"server_url\":\"https://a.example\",\"authorization\":\"a\\nb\"|authorization",
                "\"server_url\":\"https://a.example\",\"require_approval\":\"maybe\"|require_approval",
                "\"server_url\":\"https://a.example\",\"connector_id\":\"x\"|connector_id"
            })
    void whatCannotBeDoneIsRefused(String members, String param) {
        bench.read(
                "{\"type\":\"session.update\",\"session\":{\"tools\":[{\"type\":\"mcp\",\"server_label\":\"docs\",%s}]}}"
                        .formatted(members));

        assertThat(bench.only(ErrorEvent.class).error().param())
                .isEqualTo("session.tools[0]." + param);
        assertThat(bench.mcp.reached).isEmpty();
        assertThat(bench.echo()).contains("\"tools\":[]");
    }

    @Test
    void aResponseUsesServersOfItsSessionOnly() {
        bench.read(
                """
                {"type":"response.create","response":{"tools":[
                  {"type":"mcp","server_label":"other","server_url":"https://o.example/mcp"}]}}\
                """);

        assertThat(bench.only(ErrorEvent.class).error().param()).isEqualTo("response.tools[0]");
    }
}
