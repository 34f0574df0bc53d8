package dev.charla.engine.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.awaitility.Awaitility.await;

import dev.charla.engine.mcp.McpAddress;
import dev.charla.engine.mcp.McpException;
import dev.charla.engine.reply.ReplyRequest.Call;
import dev.charla.engine.reply.ReplyRequest.Result;
import dev.charla.engine.reply.ReplyTools;
import dev.charla.protocol.ConversationItemEvent;
import dev.charla.protocol.ErrorEvent;
import dev.charla.protocol.Item;
import dev.charla.protocol.ItemStatus;
import dev.charla.protocol.McpCallEvent;
import dev.charla.protocol.McpListToolsEvent;
import dev.charla.protocol.Response;
import dev.charla.protocol.ResponseEvent;
import dev.charla.protocol.ResponseRequest;
import dev.charla.protocol.ResponseStatus;
import dev.charla.protocol.ServerEvent;
import dev.charla.protocol.WarningEvent;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Servers whose tools the session itself calls. */
class McpServersTest {
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private final SessionBench bench = new SessionBench();

    @AfterEach
    void close() {
        bench.close();
    }

    private void offer(String more) {
        bench.read(
                "{\"type\":\"session.update\",\"session\":{\"tools\":[{\"type\":\"mcp\",\"server_label\":\"docs\",\"server_url\":\"https://docs.example/mcp\"%s}]}}"
                        .formatted(more));
    }

    private void listed() {
        awaited(McpListToolsEvent.Completed.class, 1);
    }

    private <E extends ServerEvent> E awaited(Class<E> kind, int count) {
        bench.loop.runUntil(() -> bench.of(kind).size() >= count, PATIENCE);
        assertThat(bench.of(kind)).hasSizeGreaterThanOrEqualTo(count);
        return bench.of(kind).get(count - 1);
    }

    private void offerAndAsk(String approval, String tool, String arguments) {
        offer(",\"require_approval\":" + approval);
        listed();
        bench.replies.calls = List.of(new Call("", tool, arguments));
        bench.type("look it up");
    }

    private String request() {
        return bench.of(ConversationItemEvent.Created.class).stream()
                .map(ConversationItemEvent.Created::item)
                .filter(Item.McpApprovalRequest.class::isInstance)
                .map(item -> Objects.requireNonNull(item.id()).value())
                .findFirst()
                .orElseThrow();
    }

    private void decide(String request, boolean approve, String more) {
        bench.read(
                "{\"type\":\"conversation.item.create\",\"item\":{\"type\":\"mcp_approval_response\",\"approval_request_id\":\"%s\",\"approve\":%s%s}}"
                        .formatted(request, approve, more));
    }

    private Item.McpCall call(Response response) {
        return (Item.McpCall) response.output().getFirst();
    }

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
    void aCallIsToldInTheServicesOrderAndItsResultIsAnswered() {
        offerAndAsk("\"never\"", "search", "{\"for\":\"x\"}");
        Response response = bench.awaitDone().response();

        assertThat(bench.typesFolded().subList(5, bench.typesFolded().size()))
                .containsExactly(
                        "conversation.item.created",
                        "response.created",
                        "response.output_item.added",
                        "conversation.item.created",
                        "response.mcp_call_arguments.delta",
                        "response.mcp_call_arguments.done",
                        "response.mcp_call.in_progress",
                        "response.mcp_call.completed",
                        "response.output_item.done",
                        "response.done");
        assertThat(call(response).output()).isEqualTo("found");
        assertThat(call(response).status()).isEqualTo(ItemStatus.COMPLETED);
        assertThat(bench.mcp.calls).containsExactly("search{\"for\":\"x\"}");

        bench.replies.calls = List.of();
        bench.send(new ResponseRequest.Create());
        bench.awaitDones(2);

        String id = Objects.requireNonNull(call(response).id()).value();
        assertThat(Objects.requireNonNull(bench.replies.last).history())
                .endsWith(new Call(id, "search", "{\"for\":\"x\"}"), new Result(id, "found"));
        assertThat(bench.of(ErrorEvent.class)).isEmpty();
    }

    @Test
    void callsBesideFunctionsAndWordsHavePlacesOfTheirOwn() {
        bench.read(
                """
                {"type":"session.update","session":{"tools":[
                  {"type":"function","name":"search"},
                  {"type":"mcp","server_label":"docs","server_url":"https://docs.example/mcp",
                   "require_approval":"never"}]}}\
                """);
        listed();
        bench.replies.text = "Let me look.";
        // The client's function has the plain name, the server's another one.
        bench.replies.calls =
                List.of(
                        new Call("", "search", "{}"),
                        new Call("", "docs_search", "{}"),
                        new Call("", "read_page", "{}"));
        bench.type("look");
        Response response = bench.awaitDone().response();

        assertThat(response.output())
                .extracting(Item::type)
                .containsExactly("message", "function_call", "mcp_call", "mcp_call");
        assertThat(bench.of(McpCallEvent.Completed.class))
                .extracting(McpCallEvent.Completed::outputIndex)
                .containsExactlyInAnyOrder(2, 3);
        assertThat(bench.mcp.calls).containsExactlyInAnyOrder("search{}", "read.page{}");
    }

    @Test
    void aToolThatFailsIsToldToTheModel() {
        bench.mcp.callFailure = new McpException(McpException.Kind.TOOL, 0, "no such page");
        offerAndAsk("\"never\"", "search", "{}");
        Response response = bench.awaitDone().response();

        assertThat(bench.of(McpCallEvent.Failed.class)).hasSize(1);
        assertThat(String.valueOf(call(response).error()))
                .isEqualTo("{\"type\":\"tool_execution_error\",\"message\":\"no such page\"}");
        assertThat(response.status()).isEqualTo(ResponseStatus.COMPLETED);
        bench.replies.calls = List.of();
        bench.send(new ResponseRequest.Create());
        bench.awaitDones(2);
        assertThat(Objects.requireNonNull(bench.replies.last).history().getLast())
                .isInstanceOfSatisfying(
                        Result.class,
                        result -> assertThat(result.output()).contains("no such page"));
    }

    @Test
    void anAnswerTooLongForAMessageIsAFailure() {
        bench.mcp.answer = "x".repeat(Checks.LONGEST_TEXT + 1);
        offerAndAsk("\"never\"", "search", "{}");

        assertThat(String.valueOf(call(bench.awaitDone().response()).error()))
                .contains("262145 characters");
    }

    @Test
    void aCallerWhoInterruptsEndsTheCall() {
        bench.mcp.mayAnswer = new CountDownLatch(1);
        offerAndAsk("\"never\"", "search", "{}");
        awaited(McpCallEvent.InProgress.class, 1);
        bench.speak("stop", 400);
        Response response = bench.awaitDone().response();

        assertThat(response.status()).isEqualTo(ResponseStatus.CANCELLED);
        assertThat(call(response).status()).isEqualTo(ItemStatus.INCOMPLETE);
        assertThat(bench.types())
                .containsSubsequence(
                        "input_audio_buffer.speech_started",
                        "response.mcp_call.failed",
                        "response.output_item.done",
                        "response.done");
        bench.loop.runUntil(() -> bench.mcp.interrupted.get() == 1, PATIENCE);
        assertThat(bench.mcp.interrupted).hasValue(1);
        assertThat(bench.of(McpCallEvent.Completed.class)).isEmpty();
    }

    @Test
    void aCallThatNeedsApprovalWaitsForIt() {
        offerAndAsk("\"always\"", "search", "{\"for\":\"x\"}");
        Response response = bench.awaitDone().response();

        assertThat(bench.mcp.calls).isEmpty();
        assertThat(bench.types())
                .containsSubsequence(
                        "response.mcp_call_arguments.done",
                        "conversation.item.created",
                        "response.done")
                .doesNotContain("response.mcp_call.in_progress");
        assertThat(call(response).status()).isEqualTo(ItemStatus.IN_PROGRESS);
        assertThat(Objects.requireNonNull(call(response).approvalRequestId()).value())
                .isEqualTo(request());

        decide(request(), true, "");
        awaited(McpCallEvent.Completed.class, 1);

        assertThat(bench.types())
                .endsWith(
                        "conversation.item.created",
                        "response.mcp_call.in_progress",
                        "response.mcp_call.completed",
                        "response.output_item.done");
        assertThat(bench.of(ResponseEvent.OutputItemDone.class).getLast().item())
                .isInstanceOfSatisfying(
                        Item.McpCall.class,
                        done -> {
                            assertThat(done.output()).isEqualTo("found");
                            assertThat(done.id()).isEqualTo(call(response).id());
                        });
    }

    @Test
    void aCallThatIsNotAllowedIsNotMadeAndTheModelIsToldWhy() {
        offerAndAsk("\"always\"", "search", "{}");
        bench.awaitDone();
        decide(request(), false, ",\"reason\":\"too costly\"");
        bench.replies.calls = List.of();
        bench.send(new ResponseRequest.Create());
        bench.awaitDones(2);

        assertThat(bench.mcp.calls).isEmpty();
        assertThat(bench.of(McpCallEvent.Failed.class)).hasSize(1);
        assertThat(bench.of(McpCallEvent.InProgress.class)).isEmpty();
        assertThat(Objects.requireNonNull(bench.replies.last).history())
                .last()
                .isInstanceOfSatisfying(
                        Result.class,
                        result -> assertThat(result.output()).contains("not allow", "too costly"));
    }

    @Test
    void theModelIsToldThatACallStillWaits() {
        offerAndAsk("\"always\"", "search", "{}");
        bench.awaitDone();
        bench.replies.calls = List.of();
        bench.type("well?");
        bench.awaitDones(2);

        assertThat(Objects.requireNonNull(bench.replies.last).history())
                .filteredOn(Result.class::isInstance)
                .singleElement()
                .satisfies(result ->
                        assertThat(((Result) result).output()).contains("has not answered"));
    }

    @Test
    void anApprovalCountsOnce() {
        offerAndAsk("\"always\"", "search", "{}");
        bench.awaitDone();
        decide(request(), true, "");
        decide(request(), true, "");

        assertThat(bench.only(ErrorEvent.class).error().param())
                .isEqualTo("item.approval_request_id");
        awaited(McpCallEvent.Completed.class, 1);
        assertThat(bench.mcp.calls).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"never\":[\"search\"]}|false",
                "{\"always\":[\"search\"]}|true",
                "{\"never\":[\"read.page\"]}|true",
                "\"never\"|false",
                "\"always\"|true"
            })
    void approvalIsAskedForWhereTheRuleSaysSo(String rule, boolean asks) {
        offerAndAsk(rule, "search", "{}");
        bench.awaitDone();

        assertThat(bench.mcp.calls).hasSize(asks ? 0 : 1);
    }

    @Test
    void withoutARuleEveryCallNeedsApproval() {
        offer("");
        listed();
        bench.replies.calls = List.of(new Call("", "search", "{}"));
        bench.type("look");
        bench.awaitDone();

        assertThat(bench.mcp.calls).isEmpty();
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
    void nothingIsLeftWhenTheClientGoesInTheMiddleOfACall() {
        bench.mcp.mayAnswer = new CountDownLatch(1);
        offerAndAsk("\"never\"", "search", "{}");
        awaited(McpCallEvent.InProgress.class, 1);
        int events = bench.events.size();

        bench.loop.run(bench.session::close);
        bench.loop.runUntil(() -> bench.mcp.interrupted.get() == 1, PATIENCE);
        bench.loop.runUntilIdle();

        assertThat(bench.mcp.interrupted).hasValue(1);
        assertThat(bench.mcp.open).hasValue(0);
        assertThat(bench.events).hasSize(events);
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

    @Test
    void aCallOfAnEarlierSessionCanBeTold() {
        bench.read(
                """
                {"type":"conversation.item.create","item":{"type":"mcp_call","id":"mcp_old",
                 "server_label":"docs","name":"read.page","arguments":"{}","output":"a page"}}\
                """);
        bench.type("and?");
        bench.awaitDone();

        assertThat(Objects.requireNonNull(bench.replies.last).history())
                .startsWith(
                        new Call("mcp_old", "read_page", "{}"), new Result("mcp_old", "a page"));
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

    @Test
    void outsideTheConversationNothingCanBeAskedAbout() {
        offer("");
        listed();
        bench.replies.calls = List.of(new Call("", "search", "{}"));
        bench.read("{\"type\":\"response.create\",\"response\":{\"conversation\":\"none\"}}");
        Response response = bench.awaitDone().response();

        assertThat(String.valueOf(call(response).error())).contains("cannot ask");
        assertThat(bench.mcp.calls).isEmpty();
    }
}
