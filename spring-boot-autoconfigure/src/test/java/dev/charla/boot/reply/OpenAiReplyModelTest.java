package dev.charla.boot.reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.charla.engine.reply.ReplyException;
import dev.charla.engine.reply.ReplyModel;
import dev.charla.engine.reply.ReplyOptions;
import dev.charla.engine.reply.ReplyRequest;
import dev.charla.engine.reply.ReplyRequest.Line;
import dev.charla.engine.reply.ReplyRequest.Party;
import dev.charla.engine.reply.ReplySink;
import dev.charla.engine.reply.ReplyTools;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a small server that speaks OpenAI's streaming chat completions. */
class OpenAiReplyModelTest {
    private static final ReplyRequest QUESTION =
            new ReplyRequest(
                    "Be a historian.",
                    List.of(
                            new Line(Party.CALLER, "who founded rome"),
                            new Line(Party.AGENT, "Romulus, they say."),
                            new Line(Party.CALLER, "how old is it")),
                    true);

    private final List<String> said = new ArrayList<>();
    private final List<String> called = new ArrayList<>();
    private HttpServer server;
    private boolean cut;
    private volatile String finish = "null";
    private volatile String asked = "";
    private volatile int status = 200;
    private volatile List<String> deltas =
            List.of("{\"content\":\"Rome \"}", "{\"content\":\"was \"}", "{\"content\":\"old.\"}");

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/v1/chat/completions",
                exchange -> {
                    asked =
                            new String(
                                    exchange.getRequestBody().readAllBytes(),
                                    StandardCharsets.UTF_8);
                    exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
                    exchange.sendResponseHeaders(status, 0);
                    try (OutputStream out = exchange.getResponseBody()) {
                        for (String delta : deltas) {
                            out.write(
                                    ("data:"
                                                    + " {\"id\":\"1\",\"object\":\"chat.completion.chunk\",\"choices\":[{\"index\":0,\"delta\":"
                                                    + delta.replace("\n", "")
                                                    + "}]}\n\n")
                                            .getBytes(StandardCharsets.UTF_8));
                        }
                        out.write(
                                ("data:"
                                                + " {\"id\":\"1\",\"object\":\"chat.completion.chunk\",\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":"
                                                + finish
                                                + "}]}\n\n")
                                        .getBytes(StandardCharsets.UTF_8));
                        out.write("data: [DONE]\n\n".getBytes(StandardCharsets.UTF_8));
                    }
                });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void wordsAreStreamedAndTheConversationGoesAlong() throws Exception {
        answer();

        assertThat(said).containsExactly("Rome ", "was ", "old.");
        assertThat(asked)
                .contains("Be a historian.", "who founded rome", "\"stream\" : true")
                .contains("Romulus, they say.");
    }

    @Test
    void aMissingModelIsExplained() {
        status = 404;

        assertThatThrownBy(this::answer)
                .isInstanceOfSatisfying(
                        ReplyException.class,
                        e -> {
                            assertThat(e.code()).isEqualTo("model_not_found");
                            assertThat(e.getMessage()).contains("CHARLA_MODEL_NAME");
                        });
    }

    @Test
    void aRefusedKeyIsExplained() {
        status = 401;

        assertThatThrownBy(this::answer).hasMessageContaining("CHARLA_MODEL_API_KEY");
    }

    @Test
    void aServerThatIsNotThereIsExplained() {
        server.stop(0);

        assertThatThrownBy(this::answer).hasMessageContaining("CHARLA_MODEL_BASE_URL");
    }

    @Test
    void severalFunctionsAreCalledAndTheirSchemasGoAlong() throws Exception {
        deltas =
                List.of(
                        """
                        {"tool_calls":[{"index":0,"id":"a","type":"function",
                         "function":{"name":"weather","arguments":"{\\"city\\":"}}]}\
                        """,
                        """
                        {"tool_calls":[{"index":0,"function":{"arguments":"\\"Rome\\"}"}}]}\
                        """,
                        """
                        {"tool_calls":[{"index":1,"id":"b","type":"function",
                         "function":{"name":"clock","arguments":"{}"}}]}\
                        """);

        answer(tools(new ReplyTools.Choice.Free()));

        assertThat(called).containsExactly("weather {\"city\":\"Rome\"}", "clock {}");
        assertThat(asked.replaceAll("\\s", ""))
                .contains("\"enum\":[\"Rome\",\"Athens\"]", "\"required\":[\"city\"]")
                .contains("\"tool_choice\":\"auto\"", "\"parallel_tool_calls\":true");
    }

    @Test
    void aNamedFunctionIsTheOnlyOneOfferedAndHasToBeCalled() throws Exception {
        answer(tools(new ReplyTools.Choice.This("clock")));

        assertThat(asked).contains("\"clock\"", "\"required\"").doesNotContain("\"weather\"");
    }

    @Test
    void noFunctionIsOfferedWhereNoneMayBeCalled() throws Exception {
        answer(tools(new ReplyTools.Choice.Never()));

        assertThat(asked).doesNotContain("weather", "tool_choice");
    }

    @Test
    void resultsFollowTheCallsTheyBelongTo() throws Exception {
        answer(
                new ReplyRequest(
                        "",
                        List.of(
                                new Line(Party.CALLER, "weather and time in rome"),
                                new ReplyRequest.Call("a", "weather", "{}"),
                                new ReplyRequest.Call("b", "clock", "{}"),
                                new ReplyRequest.Result("a", "sunny"),
                                new ReplyRequest.Result("b", "noon")),
                        true));

        String sent = asked.replaceAll("\\s", "");
        assertThat(sent)
                .containsSubsequence(
                        "\"role\":\"assistant\"",
                        "\"tool_calls\":[{\"id\":\"a\"",
                        "{\"id\":\"b\"",
                        "\"role\":\"tool\"",
                        "\"tool_call_id\":\"a\"",
                        "\"sunny\"",
                        "\"tool_call_id\":\"b\"",
                        "\"noon\"");
    }

    @Test
    void wishesAboutTheThinkingReachTheServer() throws Exception {
        answer(
                new ReplyRequest(
                        "",
                        QUESTION.history(),
                        true,
                        ReplyTools.NONE,
                        new ReplyOptions(0.3, 120, "low")));

        assertThat(asked)
                .contains(
                        "\"temperature\" : 0.3",
                        "\"max_tokens\" : 120",
                        "\"reasoning_effort\" : \"low\"");
        assertThat(cut).isFalse();
    }

    @Test
    void withoutWishesNothingIsSaidOfThem() throws Exception {
        answer();

        assertThat(asked).doesNotContain("temperature", "max_tokens", "reasoning_effort", "tools");
    }

    @Test
    void anAnswerThatWasCutAtItsMostTokensIsToldOf() throws Exception {
        deltas = List.of("{\"content\":\"Rome \"}");
        finish = "\"length\"";
        answer();

        assertThat(said).containsExactly("Rome ");
        assertThat(cut).isTrue();
    }

    private static ReplyRequest tools(ReplyTools.Choice choice) {
        return new ReplyRequest(
                QUESTION.instructions(),
                QUESTION.history(),
                true,
                new ReplyTools(
                        List.of(
                                new ReplyTools.Tool(
                                        "weather",
                                        "The weather of a city.",
                                        """
                                        {"type":"object","required":["city"],"properties":
                                         {"city":{"type":"string","enum":["Rome","Athens"]}}}\
                                        """),
                                new ReplyTools.Tool("clock", "", "{}")),
                        choice,
                        true));
    }

    private void answer() throws Exception {
        answer(QUESTION);
    }

    private void answer(ReplyRequest request) throws Exception {
        OpenAiReplyModel model =
                OpenAiReplyModel.of(
                        new ModelProperties(
                                URI.create(
                                        "http://127.0.0.1:"
                                                + server.getAddress().getPort()
                                                + "/v1"),
                                "test",
                                null,
                                Duration.ofSeconds(8)));
        try (ReplyModel.Dialogue dialogue = model.open(text -> {})) {
            dialogue.reply(
                    request,
                    new ReplySink() {
                        @Override
                        public void text(String delta) {
                            said.add(delta);
                        }

                        @Override
                        public void call(String name, String arguments) {
                            called.add(name + " " + arguments);
                        }

                        @Override
                        public void cutShort() {
                            cut = true;
                        }

                        @Override
                        public void manner(double rate, double gain) {
                            throw new AssertionError("a language model has no manner");
                        }
                    });
        }
    }
}
