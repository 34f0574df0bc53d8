package dev.charla.engine.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.charla.protocol.event.ErrorEvent;
import dev.charla.protocol.event.ResponseEvent;
import dev.charla.protocol.response.ResponseStatus;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No answer begins over a caller who has begun to speak again, whatever asked for it. */
class OverCallerTest {
    private static final String GREETING =
            """
            {"type":"response.create","response":{"pre_generated_assistant_message":
              {"type":"message","role":"assistant","content":[{"type":"text","text":"Welcome."}]}}}\
            """;

    private SessionBench bench = new SessionBench();

    @AfterEach
    void close() {
        bench.close();
    }

    private void session(String model, String more) {
        bench.close();
        bench = new SessionBench(model);
        bench.read(
                "{\"type\":\"session.update\",\"session\":{\"turn_detection\":{\"type\":\"server_vad\",\"silence_duration_ms\":300%s}}}"
                        .formatted(more));
        assertThat(bench.of(ErrorEvent.class)).isEmpty();
    }

    /**
     * One turn has ended and the next one is being spoken when the words of the first are known.
     */
    private void speakOn(String secondWords) {
        bench.recognizer.slow = true;
        bench.speak("what time is it", 800);
        bench.silence(500);
        bench.speak(secondWords, 300);
        bench.loop.run(bench.recognizer::tell);
        bench.recognizer.slow = false;
    }

    private int begun() {
        return bench.of(ResponseEvent.Created.class).size();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpt-4.1", "gpt-realtime"})
    void theAnswerToATurnWaitsAndCoversBoth(String model) {
        session(model, "");
        speakOn("and what day");
        bench.resume(3_000);
        assertThat(begun()).isZero();

        bench.silence(500);
        bench.awaitDone();
        bench.loop.advance(Duration.ofSeconds(5));

        assertThat(begun()).isEqualTo(1);
        assertThat(bench.replies.lastHistory()).containsExactly("what time is it", "and what day");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpt-4.1", "gpt-realtime"})
    void speechThatComesToNothingHasTheFirstTurnAnswered(String model) {
        session(model, "");
        speakOn("");
        assertThat(begun()).isZero();

        bench.silence(500);
        bench.awaitDone();

        assertThat(bench.replies.lastHistory()).contains("what time is it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpt-4.1", "gpt-realtime"})
    void speechThatTheClientDropsHasTheFirstTurnAnswered(String model) {
        session(model, "");
        speakOn("never mind");
        bench.read("{\"type\":\"input_audio_buffer.clear\"}");
        bench.loop.advance(Duration.ofMillis(250));
        bench.awaitDone();

        assertThat(bench.replies.lastHistory()).containsExactly("what time is it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpt-4.1", "gpt-realtime"})
    void withInterruptionOffTheAnswerBeginsAtOnce(String model) {
        session(model, ",\"interrupt_response\":false");
        speakOn("and what day");

        assertThat(begun()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpt-4.1", "gpt-realtime"})
    void aGreetingThatIsAskedForOverTheCallerIsCancelledByTheirTurn(String model) {
        session(model, "");
        bench.speak("hello", 800);
        bench.read(GREETING);
        bench.resume(2_000);
        assertThat(begun()).isZero();

        bench.silence(500);
        bench.awaitDones(2);

        assertThat(bench.of(ErrorEvent.class)).isEmpty();
        assertThat(bench.of(ResponseEvent.Done.class).getFirst().response())
                .satisfies(greeting -> {
                    assertThat(greeting.status()).isEqualTo(ResponseStatus.CANCELLED);
                    assertThat(greeting.statusDetails())
                            .satisfies(why -> assertThat(why.reason()).isEqualTo("turn_detected"));
                    assertThat(greeting.output()).isEmpty();
                });
        assertThat(bench.transcript()).startsWith("You said: hello.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpt-4.1", "gpt-realtime"})
    void aGreetingThatIsAskedForOverANoiseIsSpokenAfterIt(String model) {
        session(model, "");
        bench.speak("", 300);
        bench.read(GREETING);
        bench.loop.runUntilIdle();
        assertThat(begun()).isZero();

        bench.silence(500);
        bench.awaitDone();

        assertThat(bench.transcript()).isEqualTo("Welcome.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpt-4.1", "gpt-realtime"})
    void theAnswerAfterAFunctionsOutputWaitsToo(String model) {
        session(model, "");
        bench.read(
                """
                {"type":"conversation.item.create","item":{"type":"function_call","name":"f",
                 "call_id":"call_1","arguments":"{}"}}\
                """);
        bench.speak("are you still there", 800);
        bench.read(
                """
                {"type":"conversation.item.create","item":{"type":"function_call_output",
                 "call_id":"call_1","output":"42"}}\
                """);
        bench.read("{\"type\":\"response.create\"}");
        bench.resume(1_000);
        assertThat(begun()).isZero();

        bench.silence(500);
        bench.awaitDones(2);

        assertThat(bench.of(ResponseEvent.Done.class))
                .extracting(done -> done.response().status())
                .containsExactly(ResponseStatus.CANCELLED, ResponseStatus.COMPLETED);
        assertThat(bench.of(ErrorEvent.class)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"response.create\",\"response\":{\"modalities\":[\"text\"]}}",
                "{\"type\":\"input_audio_buffer.clear\"}"
            })
    void whatIsOnlyWrittenOrAnswersTypedWordsBeginsAtOnce(String before) {
        session("gpt-4.1", "");
        bench.speak("hm", 800);
        bench.read(before);
        if (before.contains("clear")) {
            bench.resume(400);
            bench.type("typed words");
        }
        bench.awaitDone();

        assertThat(bench.of(ErrorEvent.class)).isEmpty();
        assertThat(begun()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpt-4.1", "gpt-realtime"})
    void cancellingWhatWaitsEndsItAsTheClientAsked(String model) {
        session(model, "");
        bench.speak("hello", 800);
        bench.read(GREETING);
        bench.read("{\"type\":\"response.cancel\"}");
        bench.loop.runUntilIdle();

        assertThat(bench.only(ResponseEvent.Done.class).response().statusDetails())
                .satisfies(why -> assertThat(why.reason()).isEqualTo("client_cancelled"));
    }
}
