package dev.charla.app.reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.charla.engine.reply.ReplyException;
import dev.charla.engine.reply.ReplyModel;
import dev.charla.engine.reply.ReplyRequest;
import dev.charla.engine.reply.ReplyRequest.Line;
import dev.charla.engine.reply.ReplyRequest.Party;
import dev.charla.engine.reply.ReplySink;
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
    private final List<String> said = new ArrayList<>();
    private HttpServer server;
    private volatile String asked = "";
    private volatile int status = 200;

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
                        for (String token : List.of("Rome ", "was ", "old.")) {
                            out.write(
                                    ("data: {\"id\":\"1\",\"object\":\"chat.completion.chunk\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\""
                                                    + token
                                                    + "\"}}]}\n\n")
                                            .getBytes(StandardCharsets.UTF_8));
                        }
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
    void wordsAreStreamedAndTheTalkGoesAlong() throws Exception {
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

    private void answer() throws Exception {
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
        try (ReplyModel.Talk talk = model.open(text -> {})) {
            talk.reply(
                    new ReplyRequest(
                            "Be a historian.",
                            List.of(
                                    new Line(Party.CALLER, "who founded rome"),
                                    new Line(Party.AGENT, "Romulus, they say."),
                                    new Line(Party.CALLER, "how old is it")),
                            true),
                    new ReplySink() {
                        @Override
                        public void text(String delta) {
                            said.add(delta);
                        }

                        @Override
                        public void manner(double rate, double gain) {
                            throw new AssertionError("a language model has no manner");
                        }
                    });
        }
    }
}
