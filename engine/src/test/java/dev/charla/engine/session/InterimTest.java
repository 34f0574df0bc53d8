package dev.charla.engine.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.charla.engine.reply.ReplyRequest.Call;
import dev.charla.protocol.event.ErrorEvent;
import dev.charla.protocol.event.ResponseEvent;
import dev.charla.protocol.item.Item;
import dev.charla.protocol.response.Response;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** What a language model makes up while the answer takes its time. */
class InterimTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private SessionBench bench = new SessionBench();

    @org.junit.jupiter.api.AfterEach
    void close() {
        bench.close();
    }

    private void ask(String more) {
        bench.read(
                "{\"type\":\"session.update\",\"session\":{\"tools\":[{\"type\":\"function\",\"name\":\"clock\"}],\"interim_response\":{\"type\":\"llm_interim_response\"%s}}}"
                        .formatted(more));
    }

    @Test
    void somethingMadeUpIsSaidWhenTheAnswerIsLate() {
        bench.replies.mayAnswer = new CountDownLatch(1);
        ask(",\"latency_threshold_ms\":800");
        bench.type("hello");
        bench.loop.advance(Duration.ofMillis(700));
        assertThat(bench.of(ResponseEvent.AudioTranscriptDelta.class)).isEmpty();

        bench.loop.advance(Duration.ofMillis(200));
        bench.loop.runUntil(
                () -> !bench.of(ResponseEvent.AudioTranscriptDelta.class).isEmpty(), PATIENCE);
        bench.replies.mayAnswer.countDown();
        bench.awaitDone();

        assertThat(bench.transcript())
                .isEqualTo("One moment, please. You said: hello. Anything else?");
    }

    @Test
    void nothingIsMadeUpForAnAnswerInTime() {
        ask("");
        bench.type("hello");
        bench.awaitDone();
        bench.loop.advance(Duration.ofSeconds(3));

        assertThat(bench.transcript()).isEqualTo("You said: hello. Anything else?");
    }

    @Test
    void somethingMadeUpIsSaidBeforeACall() {
        ask(",\"triggers\":[\"tool\"]");
        bench.replies.calls = List.of(new Call("", "clock", "{}"));
        bench.type("time");
        Response response = bench.awaitDone().response();

        assertThat(bench.transcript()).isEqualTo("One moment, please.");
        assertThat(response.output())
                .extracting(Item::type)
                .containsExactly("message", "function_call");
    }

    @Test
    void skillsCannotMakeAnythingUp() {
        bench.close();
        bench = SessionBench.withoutTools();
        bench.read(
                "{\"type\":\"session.update\",\"session\":{\"interim_response\":{\"type\":\"llm_interim_response\"}}}");

        assertThat(bench.only(ErrorEvent.class).error().param())
                .isEqualTo("session.interim_response.type");
        assertThat(bench.only(ErrorEvent.class).error().message())
                .contains("static_interim_response");
    }
}
