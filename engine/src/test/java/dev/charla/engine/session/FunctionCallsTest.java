package dev.charla.engine.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.charla.engine.reply.ReplyOptions;
import dev.charla.engine.reply.ReplyRequest.Call;
import dev.charla.engine.reply.ReplyRequest.Line;
import dev.charla.engine.reply.ReplyRequest.Result;
import dev.charla.engine.reply.ReplyTools;
import dev.charla.protocol.event.ErrorEvent;
import dev.charla.protocol.event.ResponseEvent;
import dev.charla.protocol.item.CallId;
import dev.charla.protocol.item.Item;
import dev.charla.protocol.request.ResponseRequest;
import dev.charla.protocol.response.Response;
import dev.charla.protocol.response.ResponseStatus;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Functions of the client's that the agent calls. */
class FunctionCallsTest {
    private final SessionBench bench = new SessionBench();

    @BeforeEach
    void offer() {
        bench.read(
                """
                {"type":"session.update","session":{"tools":[
                  {"type":"function","name":"weather","description":"The weather.",
                   "parameters":{"type":"object","properties":{"city":{"type":"string"}}}},
                  {"type":"function","name":"clock"}]}}\
                """);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private static String output(CallId call, String output) {
        return "{\"type\":\"conversation.item.create\",\"item\":{\"type\":\"function_call_output\",\"call_id\":\"%s\",\"output\":\"%s\"}}"
                .formatted(call, output);
    }

    @Test
    void aCallIsToldInTheServicesOrderAndItsResultIsAnswered() {
        bench.replies.calls = List.of(new Call("", "weather", "{\"city\":\"Rome\"}"));
        bench.type("weather in rome");
        Response first = bench.awaitDone().response();
        assertThat(bench.typesFolded())
                .containsExactly(
                        "session.created",
                        "session.updated",
                        "conversation.item.created",
                        "response.created",
                        "response.output_item.added",
                        "conversation.item.created",
                        "response.function_call_arguments.delta",
                        "response.function_call_arguments.done",
                        "response.output_item.done",
                        "response.done");
        Item.FunctionCall call = (Item.FunctionCall) first.output().getFirst();
        assertThat(first.status()).isEqualTo(ResponseStatus.COMPLETED);
        assertThat(call.arguments()).isEqualTo("{\"city\":\"Rome\"}");
        assertThat(bench.only(ResponseEvent.FunctionCallArgumentsDone.class).name())
                .isEqualTo("weather");

        bench.replies.calls = List.of();
        bench.read(output(call.callId(), "sunny"));
        bench.send(new ResponseRequest.Create());
        bench.awaitDones(2);

        assertThat(Objects.requireNonNull(bench.replies.last).history())
                .containsExactly(
                        new Line(
                                dev.charla.engine.reply.ReplyRequest.Party.CALLER,
                                "weather in rome"),
                        new Call(call.callId().value(), "weather", "{\"city\":\"Rome\"}"),
                        new Result(call.callId().value(), "sunny"));
        assertThat(bench.of(ErrorEvent.class)).isEmpty();
    }

    @Test
    void severalCallsOfOneAnswerHavePlacesOfTheirOwn() {
        bench.replies.text = "Let me look.";
        bench.replies.calls = List.of(new Call("", "weather", "{}"), new Call("", "clock", "{}"));
        bench.type("weather and time");
        Response response = bench.awaitDone().response();

        assertThat(response.output())
                .extracting(Item::type)
                .containsExactly("message", "function_call", "function_call");
        assertThat(bench.of(ResponseEvent.OutputItemDone.class))
                .extracting(ResponseEvent.OutputItemDone::outputIndex)
                .containsExactly(0, 1, 2);
        assertThat(bench.of(ResponseEvent.FunctionCallArgumentsDone.class))
                .extracting(ResponseEvent.FunctionCallArgumentsDone::callId)
                .doesNotHaveDuplicates();
        // The words are spoken before the calls are told.
        assertThat(bench.types())
                .containsSubsequence(
                        "response.audio.done",
                        "response.function_call_arguments.done",
                        "response.function_call_arguments.done",
                        "response.done");
    }

    @Test
    void aResultGivenBeforeTheResponseHasEndedComesAfterIt() {
        bench.replies.calls = List.of(new Call("", "clock", "{}"));
        bench.onEvent =
                event -> {
                    if (event instanceof ResponseEvent.FunctionCallArgumentsDone done) {
                        bench.readNow(output(done.callId(), "noon"));
                    }
                };
        bench.type("time");
        bench.awaitDone();
        bench.loop.runUntilIdle();

        assertThat(bench.types()).endsWith("response.done", "conversation.item.created");
        assertThat(bench.of(ErrorEvent.class)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"auto\"|Free[]",
                "\"none\"|Never[]",
                "\"required\"|Some[]",
                "{\"type\":\"function\",\"name\":\"clock\"}|This[name=clock]"
            })
    void theChoiceReachesWhatAnswers(String choice, String told) {
        bench.create("hello", null);
        bench.read(
                "{\"type\":\"response.create\",\"response\":{\"tool_choice\":%s}}"
                        .formatted(choice));
        bench.awaitDone();

        ReplyTools tools = Objects.requireNonNull(bench.replies.last).tools();
        assertThat(tools.choice()).hasToString(told);
        assertThat(tools.offered())
                .extracting(ReplyTools.Tool::name)
                .containsExactly("weather", "clock");
        assertThat(tools.offered().getFirst().parameters()).contains("\"city\"");
    }

    @Test
    void wishesAboutTheThinkingReachWhatAnswers() {
        bench.type("hello");
        bench.awaitDone();
        assertThat(Objects.requireNonNull(bench.replies.last).options())
                .isEqualTo(ReplyOptions.NONE);

        bench.read(
                "{\"type\":\"session.update\",\"session\":{\"temperature\":0.6,\"reasoning_effort\":\"low\"}}");
        bench.read(
                "{\"type\":\"response.create\",\"response\":{\"max_output_tokens\":900,\"reasoning_effort\":\"high\"}}");
        bench.awaitDones(2);

        assertThat(Objects.requireNonNull(bench.replies.last).options())
                .isEqualTo(new ReplyOptions(0.6, 900, "high"));
    }

    @Test
    void anAnswerThatTheModelHadToCutIsIncomplete() {
        bench.replies.cut = true;
        bench.type("hello");
        Response response = bench.awaitDone().response();

        assertThat(response.status()).isEqualTo(ResponseStatus.INCOMPLETE);
        assertThat(Objects.requireNonNull(response.statusDetails()).reason())
                .isEqualTo("max_output_tokens");
    }

    @Test
    void aResponseCanOfferFunctionsOfItsOwn() {
        bench.create("hello", null);
        bench.read(
                """
                {"type":"response.create","response":
                  {"tools":[{"type":"function","name":"lamp"}],"tool_choice":"required"}}\
                """);
        bench.awaitDone();

        ReplyTools tools = Objects.requireNonNull(bench.replies.last).tools();
        assertThat(tools.callable()).extracting(ReplyTools.Tool::name).containsExactly("lamp");
        assertThat(tools.mustCall()).isTrue();
    }

    @Test
    void somethingIsSaidBeforeACallWhereThatIsAskedFor() {
        bench.read(
                """
                {"type":"session.update","session":{"interim_response":
                  {"type":"static_interim_response","texts":["Let me check."],
                   "triggers":["tool"]}}}\
                """);
        bench.replies.calls = List.of(new Call("", "clock", "{}"));
        bench.type("time");
        Response response = bench.awaitDone().response();

        assertThat(bench.transcript()).isEqualTo("Let me check.");
        assertThat(response.output())
                .extracting(Item::type)
                .containsExactly("message", "function_call");
    }
}
