package dev.charla.boot.reply;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.charla.engine.reply.GuardedModel;
import dev.charla.engine.reply.ReplyException;
import dev.charla.engine.reply.ReplyModel;
import dev.charla.engine.reply.ReplyRequest;
import dev.charla.engine.reply.ReplyRequest.Call;
import dev.charla.engine.reply.ReplyRequest.Line;
import dev.charla.engine.reply.ReplyRequest.Party;
import dev.charla.engine.reply.ReplyRequest.Result;
import dev.charla.engine.reply.ReplySink;
import dev.charla.testkit.ChatServer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What a client is told of a chat model that fails, and what the log is. */
@ExtendWith(OutputCaptureExtension.class)
class ModelFailuresTest {
    private static final String TOO_LONG =
            "{\"error\":{\"message\":\"This model's maximum context length is 8192 tokens, but you"
                    + " said: my own words"
                    + " sk-secret\",\"type\":\"invalid_request_error\",\"code\":%s}}";

    private final StringBuilder said = new StringBuilder();
    private ChatServer server;
    private ReplyModel model;
    private boolean cut;
    private boolean withheld;

    @BeforeEach
    void start() throws IOException {
        server = new ChatServer();
        model =
                GuardedModel.of(
                        OpenAiReplyModel.of(
                                new ModelProperties(
                                        server.address(),
                                        "test-model",
                                        "sk-secret",
                                        Duration.ofSeconds(20))));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "400, `{\"error\":{\"message\":\"maximum context length is"
                        + " 8192\",\"code\":\"context_length_exceeded\"}}`, context_length_exceeded,"
                        + " Begin a new one",
                "400, `{\"error\":{\"type\":\"exceed_context_size_error\",\"code\":400}}`,"
                        + " context_length_exceeded, Begin a new one",
                "500, `{\"error\":{\"message\":\"the request exceeds the available context"
                        + " size\"}}`, context_length_exceeded, Begin a new one",
                "400, `{\"error\":{\"message\":\"does not support tools\"}}`,"
                        + " model_refused_request, CHARLA_MODEL_NAME",
                "422, `{\"detail\":\"no\"}`, model_refused_request, CHARLA_MODEL_NAME",
                "401, `{\"error\":{\"message\":\"Incorrect API key provided\"}}`,"
                        + " model_unauthorized, CHARLA_MODEL_API_KEY",
                "403, `<html>no</html>`, model_unauthorized, CHARLA_MODEL_API_KEY",
                "404, `{\"error\":{\"message\":\"model 'x' not found\"}}`, model_not_found,"
                        + " CHARLA_MODEL_NAME",
                "404, `<html>not found</html>`, model_not_found, CHARLA_MODEL_BASE_URL",
                "405, `<!doctype html>`, model_not_found, CHARLA_MODEL_BASE_URL",
                "429, ``, rate_limit_exceeded, Wait",
                "500, `{\"error\":\"llama runner process has terminated\"}`, model_failed, log",
                "502, `<html>bad gateway</html>`, model_overloaded, Wait",
                "503, `{\"error\":{\"message\":\"Loading model\"}}`, model_overloaded, Wait",
                "504, ``, model_timeout, Ask again",
                "200, `<html>welcome</html>`, model_empty_answer, CHARLA_MODEL_BASE_URL",
                "200, `{\"object\":\"chat.completion\"}`, model_empty_answer,"
                        + " CHARLA_MODEL_BASE_URL",
                "200, ``, model_empty_answer, CHARLA_MODEL_BASE_URL",
            })
    void aServersAnswerIsToldAsWhatItIs(int status, String body, String code, String advice) {
        server.answers(status, body.startsWith("<") ? "text/html" : "application/json", body);

        ReplyException told = failure();
        assertThat(told.code()).isEqualTo(code);
        assertThat(told.getMessage()).contains(advice).endsWith(".");
    }

    @ParameterizedTest
    @CsvSource({"400", "\"context_length_exceeded\"", "null"})
    void anErrorWithinAStreamIsAFailureEvenAfterWords(String code) {
        String[] pieces = ChatServer.words("stop", "Well, ");
        server.streams(pieces[0], TOO_LONG.formatted(code));

        assertThat(failure().code()).isEqualTo("context_length_exceeded");
        assertThat(said).contains("Well,");
    }

    @Test
    void anErrorOfAStreamHasItsOwnStatus() {
        server.streams("{\"error\":{\"message\":\"upstream\",\"code\":429}}");
        assertThat(failure().code()).isEqualTo("rate_limit_exceeded");

        server.streams("{\"error\":{\"message\":\"no idea\"}}");
        assertThat(failure().code()).isEqualTo("model_failed");
    }

    @Test
    void anEventThatIsNamedAnErrorIsOne() {
        server.answers(
                200,
                "text/event-stream",
                "event: error\ndata: " + TOO_LONG.formatted("1") + "\n\n");

        assertThat(failure().code()).isEqualTo("context_length_exceeded");
    }

    @Test
    void aStreamOfNothingIsAFailure() {
        server.streams();
        assertThat(failure().code()).isEqualTo("model_empty_answer");

        server.streams("[DONE]");
        assertThat(failure().code()).isEqualTo("model_empty_answer");

        server.streams(ChatServer.words("stop"));
        assertThat(failure().code()).isEqualTo("model_empty_answer");

        server.streams(ChatServer.words("stop", "<think>", "Nothing comes to mind."));
        assertThat(failure().code()).isEqualTo("model_empty_answer");
    }

    @Test
    void aStreamThatEndsInTheMiddleIsNoWholeAnswer() {
        String[] pieces = ChatServer.words("stop", "Well, ", "I");
        server.streams(pieces[0], pieces[1]);

        assertThat(failure().code()).isEqualTo("model_broke_off");
        assertThat(said).contains("Well,");
    }

    @Test
    void aStreamThatEndsBeforeAWordIsAFailure() {
        server.streams(ChatServer.words("stop", "")[0]);

        assertThat(failure().code()).isEqualTo("model_empty_answer");
    }

    /** Servers leave out the reason, or the last line. */
    @Test
    void eitherEndOfAStreamWillDo() throws Exception {
        String[] pieces = ChatServer.words("stop", "Yes.");
        server.streams(pieces[0], pieces[1]);
        ask();
        server.streams(pieces[0], pieces[2]);
        ask();

        assertThat(said).hasToString("Yes.Yes.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"choices\":[", "nonsense", "[]", "<html>"})
    void aStreamThatCannotBeReadIsAModelThatFailed(String piece) {
        server.streams(piece);
        assertThat(failure().code()).isEqualTo("model_failed");

        server.streams(ChatServer.words("stop", "Well, ")[0], piece);
        assertThat(failure().code()).isEqualTo("model_failed");
    }

    @Test
    void whatAFilterWithholdsIsToldAsThat() throws Exception {
        server.streams(ChatServer.words("content_filter", "I can"));
        ask();
        assertThat(withheld).isTrue();
        assertThat(said).hasToString("I can");

        withheld = false;
        server.answers(
                400,
                "application/json",
                "{\"error\":{\"code\":\"content_filter\",\"status\":400}}");
        ask();
        assertThat(withheld).isTrue();
    }

    @Test
    void anAnswerThatUsedUpItsTokensInThoughtsIsCut() throws Exception {
        server.streams(ChatServer.words("length", "<think>", "Let me see"));
        ask();

        assertThat(said).isEmpty();
        assertThat(cut).isTrue();
    }

    @Test
    void aConnectionThatBreaksOffIsNoServerThatCannotBeReached() {
        server.answers(exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(200, 100_000);
            exchange.getResponseBody()
                    .write(
                            ("data: " + ChatServer.words("stop", "Well. ")[0] + "\n\n")
                                    .getBytes(UTF_8));
            exchange.getResponseBody().flush();
        });
        assertThat(failure().code()).isEqualTo("model_broke_off");

        server.close();
        assertThat(failure().code()).isEqualTo("model_unreachable");
    }

    @Test
    void eachKindOfFailureIsLoggedOnceUntilTheModelAnswersAgain(CapturedOutput log)
            throws Exception {
        server.answers(400, "application/json", TOO_LONG.formatted("\"context_length_exceeded\""));
        for (int i = 0; i < 3; i++) {
            failure();
        }
        server.answers(
                401,
                "application/json",
                "{\"error\":{\"code\":\"invalid_api_key\",\"message\":\"sk-secret\"}}");
        failure();
        server.streams(ChatServer.words("stop", "Yes."));
        ask();
        ask();
        server.answers(401, "application/json", "{\"error\":{\"code\":\"sk-secret\"}}");
        failure();

        assertThat(count(log, "the chat model failed")).isEqualTo(3);
        assertThat(count(log, "failed (context_length_exceeded HTTP 400")).isEqualTo(1);
        assertThat(count(log, "the chat model answers again")).isEqualTo(1);
        assertThat(log.getAll())
                .contains("HTTP 401 invalid_api_key", "failures=\"4\"")
                .doesNotContain("sk-secret", "my own words");
    }

    @Test
    void whatIsThoughtAloudAndMarkdownAreKeptFromTheCaller() throws Exception {
        server.streams(
                ChatServer.words(
                        "stop",
                        "<th",
                        "ink>\\nsecret",
                        "\\n</think>\\n\\nSee **[the",
                        " page](https://e",
                        "xample.org)** now."));
        ask();

        assertThat(said).hasToString("See the page now.");
    }

    @Test
    void aCallWithoutItsResultDoesNotSpoilTheTurnsAfterIt() throws Exception {
        ask(
                new Line(Party.CALLER, "weather?"),
                new Call("a", "weather", "{\"city\":"),
                new Line(Party.CALLER, "and how are you?"));
        assertThat(roles()).containsExactly("system", "user", "assistant", "tool", "user");
        assertThat(server.asked.getLast()).contains("not there yet").doesNotContain("city");

        ask(
                new Line(Party.CALLER, "weather?"),
                new Call("a", "weather", "{}"),
                new Line(Party.CALLER, "and how are you?"),
                new Line(Party.AGENT, "Fine."),
                new Result("a", "grey"));
        assertThat(roles())
                .containsExactly("system", "user", "user", "assistant", "assistant", "tool");
        assertThat(server.asked.getLast()).contains("grey").doesNotContain("not there yet");
    }

    private List<String> roles() {
        List<String> roles = new ArrayList<>();
        var role =
                java.util.regex.Pattern.compile("\"role\"\\s*:\\s*\"(\\w+)\"")
                        .matcher(server.asked.getLast());
        while (role.find()) {
            roles.add(role.group(1));
        }
        return roles;
    }

    private static int count(CapturedOutput log, String words) {
        return log.getAll().split(java.util.regex.Pattern.quote(words), -1).length - 1;
    }

    private ReplyException failure() {
        ReplyException failure = catchThrowableOfType(ReplyException.class, this::ask);
        assertThat(failure).isNotNull();
        assertThat(withheld || cut).isFalse();
        return failure;
    }

    private void ask() throws Exception {
        ask(new Line(Party.CALLER, "hello"));
    }

    private void ask(ReplyRequest.Entry... history) throws Exception {
        try (ReplyModel.Dialogue dialogue = model.open(_ -> {})) {
            dialogue.reply(
                    new ReplyRequest("", List.of(history), true),
                    new ReplySink() {
                        @Override
                        public void text(String delta) {
                            said.append(delta);
                        }

                        @Override
                        public void call(String name, String arguments) {
                            throw new AssertionError("none is offered");
                        }

                        @Override
                        public void cutShort() {
                            cut = true;
                        }

                        @Override
                        public void withheld() {
                            withheld = true;
                        }

                        @Override
                        public void manner(double rate, double gain) {
                            throw new AssertionError("a language model has no manner");
                        }
                    });
        }
    }
}
