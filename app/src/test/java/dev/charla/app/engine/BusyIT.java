package dev.charla.app.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.charla.app.Caller;
import dev.charla.app.CharlaApplication;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A machine on which one talk is as much as its processors may do. */
@SpringBootTest(
        classes = CharlaApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "charla.engine.max-load=0.001")
class BusyIT {
    @LocalServerPort int port;
    @Autowired MeterRegistry meters;

    @Test
    void whoComesWhileTheProcessorsAreFullIsToldWhenToComeBackAndTheTalkThatGoesOnIsNotDisturbed()
            throws Exception {
        try (Caller page = Caller.page(port);
                HttpClient http = HttpClient.newHttpClient()) {
            page.awaitState("ready");

            HttpResponse<String> talk = Caller.post(port, "/api/sessions", "{}");
            var session =
                    catchThrowableOfType(
                            CompletionException.class,
                            () ->
                                    http.newWebSocketBuilder()
                                            .buildAsync(
                                                    URI.create(
                                                            "ws://127.0.0.1:"
                                                                    + port
                                                                    + "/voice-live/realtime?api-version=2026-07-15&model=gpt-4.1"),
                                                    new WebSocket.Listener() {})
                                            .join());

            assertThat(talk.statusCode()).isEqualTo(503);
            assertThat(talk.headers().firstValue("Retry-After")).contains("10");
            assertThat(talk.body()).contains("\"code\":\"busy\"", "Try again");
            assertThat(session.getCause())
                    .isInstanceOfSatisfying(
                            WebSocketHandshakeException.class,
                            refused -> {
                                var answer = refused.getResponse();
                                assertThat(answer.statusCode()).isEqualTo(503);
                                assertThat(answer.headers().firstValue("Retry-After"))
                                        .contains("10");
                            });
            assertThat(meters.get("charla.engine.busy").functionCounter().count()).isEqualTo(2);
            page.send("{\"type\":\"text\",\"text\":\"What time is it?\"}");
            page.awaitState("speaking");
        }
    }
}
