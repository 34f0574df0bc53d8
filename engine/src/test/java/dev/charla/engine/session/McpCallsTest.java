package dev.charla.engine.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.charla.engine.mcp.McpException;
import dev.charla.engine.reply.ReplyRequest.Call;
import dev.charla.engine.reply.ReplyRequest.Result;
import dev.charla.engine.settings.Checks;
import dev.charla.protocol.event.ErrorEvent;
import dev.charla.protocol.event.McpCallEvent;
import dev.charla.protocol.event.ResponseEvent;
import dev.charla.protocol.item.Item;
import dev.charla.protocol.item.ItemStatus;
import dev.charla.protocol.request.ResponseRequest;
import dev.charla.protocol.response.Response;
import dev.charla.protocol.response.ResponseStatus;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Calls of the tools of servers, and their approval. */
class McpCallsTest extends McpTestBase {
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
