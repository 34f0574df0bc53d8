package dev.charla.engine.script;

import static org.assertj.core.api.Assertions.assertThat;

import dev.charla.engine.reply.ReplyRequest;
import dev.charla.engine.reply.ReplySink;
import dev.charla.engine.response.SpeechThreads;
import dev.charla.testkit.VirtualLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ScriptedSessionTest {
    @Test
    void whatTheScriptHearsAndSaysIsHeardAndSaidByARealSession() {
        try (ScriptRig rig =
                new ScriptRig(
                        "turns:",
                        "  - heard: what time is it",
                        "    partials: [what, what time]",
                        "    says: It is noon. Sleep well.")) {
            rig.speak(800);
            rig.await("response.done");

            assertThat(rig.typesFolded())
                    .containsExactly(
                            "session.created",
                            "input_audio_buffer.speech_started",
                            "conversation.item.input_audio_transcription.delta",
                            "input_audio_buffer.speech_stopped",
                            "input_audio_buffer.committed",
                            "conversation.item.input_audio_transcription.completed",
                            "conversation.item.created",
                            "response.created",
                            "response.output_item.added",
                            "conversation.item.created",
                            "response.content_part.added",
                            "response.audio_transcript.delta",
                            "response.audio.delta",
                            "response.audio_transcript.delta",
                            "response.audio.delta",
                            "response.audio.done",
                            "response.audio_transcript.done",
                            "response.content_part.done",
                            "response.output_item.done",
                            "response.done");
            assertThat(rig.of("conversation.item.input_audio_transcription.delta"))
                    .extracting(delta -> delta.get("delta").asString())
                    .containsExactly("what", " time");
            assertThat(transcript(rig)).isEqualTo("what time is it");
            assertThat(rig.only("response.audio_transcript.done").get("transcript").asString())
                    .isEqualTo("It is noon. Sleep well.");
        }
    }

    @Test
    void twoRunsOfTheSameScriptGiveTheSameFrames() {
        assertThat(run(7)).isEqualTo(run(7)).isNotEqualTo(run(8)).hasSizeGreaterThan(40);
    }

    private static List<String> run(int seed) {
        try (ScriptRig rig =
                new ScriptRig(
                        "seed: " + seed,
                        "delays: {answer: 30ms, transcript: 50ms, audio: 10ms}",
                        "turns:",
                        "  - heard: one",
                        "    says: A first answer, which is long enough for a few deltas. And more.",
                        "  - heard: two",
                        "    replies:",
                        "      - calls: [{function: look, arguments: {a: 1}}]",
                        "      - says: Done.")) {
            rig.speak(800);
            rig.await("response.done");
            rig.speak(400);
            rig.await("response.done", 2);
            rig.type("more");
            rig.await("response.done", 3);
            return List.copyOf(rig.frames);
        }
    }

    @Test
    void framesDoNotDependOnHowMuchAudioComesInOnePiece() {
        String script = "turns: [{heard: one two, partials: [one], says: Yes.}]";
        try (ScriptRig pieces = new ScriptRig(script);
                ScriptRig whole = new ScriptRig(script)) {
            pieces.audio(600, 8_000);
            pieces.silence(700);
            pieces.await("response.done");
            whole.send(ScriptRig.append(600, 8_000), ScriptRig.append(700, 0));
            whole.await("response.done");

            assertThat(whole.frames).isEqualTo(pieces.frames);
        }
    }

    @Test
    void sessionsOfOneEngineHaveIdsOfTheirOwn() {
        try (ScriptRig rig = new ScriptRig("at-the-end: repeat")) {
            String first = rig.only("session.created").get("session").get("id").asString();
            rig.again();

            assertThat(rig.only("session.created").get("session").get("id").asString())
                    .isNotEqualTo(first);
        }
    }

    @Test
    void theClockStandsWhereTheScriptPutIt() {
        try (ScriptRig rig = new ScriptRig("clock: 2030-01-01T00:00:00Z")) {
            assertThat(rig.only("session.created").get("session").get("expires_at").asLong())
                    .isEqualTo(1_893_456_000 + 3_600);
        }
    }

    @Test
    void aReplyCallsTheFunctionsOfTheScriptAfterItsWords() throws Exception {
        Script script =
                ScriptRig.parse(
                        """
                        turns:
                          - says: Let me look.
                            calls: [{function: get_weather, arguments: {city: Lima}}]
                        """);
        List<String> said = new ArrayList<>();

        SpeechThreads unused = SpeechThreads.unlimited(ForkJoinPool.commonPool());
        new ScriptedReplyModel(new ScriptRun(script, 1, new VirtualLoop(), unused))
                .open(_ -> {})
                .reply(
                        new ReplyRequest("", List.of(), true),
                        new ReplySink() {
                            @Override
                            public void text(String delta) {
                                said.add(delta);
                            }

                            @Override
                            public void call(String name, String arguments) {
                                said.add(name + arguments);
                            }

                            @Override
                            public void manner(double rate, double gain) {}
                        });

        assertThat(said).containsExactly("Let me look.", "get_weather{\"city\":\"Lima\"}");
    }

    @Test
    void aFunctionIsCalledAndItsOutputIsAnsweredWithTheTurnsNextReply() {
        try (ScriptRig rig =
                new ScriptRig(
                        "turns:",
                        "  - replies:",
                        "      - says: Let me look.",
                        "        calls:",
                        "          - function: get_weather",
                        "            arguments: {city: Lima}",
                        "      - says: It is mild.")) {
            rig.send(
                    "{\"type\":\"session.update\",\"session\":{\"tools\":[{\"type\":\"function\",\"name\":\"get_weather\",\"parameters\":{\"type\":\"object\"}}]}}");
            rig.type("weather?");
            rig.await("response.done");

            JsonNode call = rig.only("response.function_call_arguments.done");
            assertThat(call.get("name").asString()).isEqualTo("get_weather");
            assertThat(call.get("arguments").asString()).isEqualTo("{\"city\":\"Lima\"}");
            rig.send(
                    "{\"type\":\"conversation.item.create\",\"item\":{\"type\":\"function_call_output\",\"call_id\":\"%s\",\"output\":\"20 C\"}}"
                            .formatted(call.get("call_id").asString()));
            rig.respond();
            rig.await("response.done", 2);
            assertThat(words(rig)).isEqualTo("It is mild.");
        }
    }

    @Test
    void eachStageTakesAsLongAsTheScriptSays() {
        try (ScriptRig rig =
                new ScriptRig(
                        "turns:",
                        "  - heard: hello",
                        "    says: Hello. Hello again.",
                        "    delays: {transcript: 300ms, answer: 700ms, speech: 200ms, audio: 50ms}")) {
            rig.speak(400);
            rig.await("response.done");

            Duration stopped = rig.timeOf("input_audio_buffer.speech_stopped");
            Duration heard = rig.timeOf("conversation.item.input_audio_transcription.completed");
            Duration words = rig.timeOf("response.audio_transcript.delta");
            Duration audio = rig.timeOf("response.audio.delta");
            assertThat(heard.minus(stopped)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
            assertThat(words.minus(heard)).isGreaterThanOrEqualTo(Duration.ofMillis(700));
            assertThat(audio.minus(words)).isGreaterThanOrEqualTo(Duration.ofMillis(200));
        }
    }

    @Test
    void anAnswerSoundsAsLongAsTheScriptSays() {
        try (ScriptRig rig = new ScriptRig("turns:", "  - says: Yes.", "    lasts: 3s")) {
            rig.type("x");
            rig.await("response.done");

            long base64 =
                    rig.of("response.audio.delta").stream()
                            .mapToLong(delta -> delta.get("delta").asString().length() / 4 * 3L)
                            .sum();
            assertThat(base64 / 48).isBetween(2_990L, 3_010L);
        }
    }

    @Test
    void aResponseFailsWithTheScriptsCode() {
        try (ScriptRig rig =
                new ScriptRig(
                        "turns:",
                        "  - says: One moment.",
                        "    fails: {code: rate_limit_exceeded, message: Slow down.}")) {
            rig.type("x");
            rig.await("response.done");

            JsonNode response = rig.only("response.done").get("response");
            assertThat(response.get("status").asString()).isEqualTo("failed");
            assertThat(response.get("status_details").get("error").get("code").asString())
                    .isEqualTo("rate_limit_exceeded");
        }
    }

    @Test
    void hearingFailsWithTheScriptsSentence() {
        try (ScriptRig rig = new ScriptRig("turns:", "  - hearing-fails: No ears today.")) {
            rig.speak(400);
            rig.await("conversation.item.input_audio_transcription.failed");

            assertThat(
                            rig.only("conversation.item.input_audio_transcription.failed")
                                    .get("error")
                                    .get("message")
                                    .asString())
                    .isEqualTo("No ears today.");
        }
    }

    @Test
    void afterTheLastTurnAResponseFailsAndSaysWhatToDo() {
        try (ScriptRig rig = new ScriptRig("turns: [{says: Once.}]")) {
            rig.type("x");
            rig.await("response.done");
            rig.type("y");
            rig.await("response.done", 2);

            assertThat(rig.of("response.done").getLast().toString())
                    .contains("script_over")
                    .contains("at-the-end");
        }
    }

    @Test
    void theLastTurnOrAllOfThemCanComeAgain() {
        try (ScriptRig rig =
                new ScriptRig("at-the-end: repeat", "turns: [{says: One.}, {says: Two.}]")) {
            assertThat(answers(rig, 3)).containsExactly("One.", "Two.", "Two.");
        }
        try (ScriptRig rig =
                new ScriptRig("at-the-end: start-over", "turns: [{says: One.}, {says: Two.}]")) {
            assertThat(answers(rig, 3)).containsExactly("One.", "Two.", "One.");
        }
    }

    private static List<String> answers(ScriptRig rig, int count) {
        for (int i = 1; i <= count; i++) {
            rig.type("next");
            rig.await("response.done", i);
        }
        return rig.of("response.audio_transcript.done").stream()
                .map(done -> done.get("transcript").asString())
                .toList();
    }

    @Test
    void aNoiseBeginsATurnWithoutWordsAndTakesNoneOfTheScript() {
        try (ScriptRig rig =
                new ScriptRig(
                        "noises: [{at: 200ms, for: 300ms}]",
                        "turns:",
                        "  - heard: hello",
                        "    says: Hi.")) {
            rig.silence(1_200);

            assertThat(rig.typesFolded())
                    .containsExactly(
                            "session.created",
                            "input_audio_buffer.speech_started",
                            "input_audio_buffer.speech_stopped",
                            "input_audio_buffer.committed",
                            "conversation.item.input_audio_transcription.completed",
                            "conversation.item.created");
            assertThat(transcript(rig)).isEmpty();

            rig.speak(400);
            rig.await("response.done");
            assertThat(words(rig)).isEqualTo("Hi.");
        }
    }

    @Test
    void aNoiseAtANamedPointInterruptsTheAnswer() {
        try (ScriptRig rig =
                new ScriptRig(
                        "delays: {audio: 100ms}",
                        "turns: [{says: A long answer., lasts: 20s}]",
                        "faults:",
                        "  - after: response.audio.delta",
                        "    number: 2",
                        "    hear-noise: 300ms")) {
            rig.type("x");
            rig.await("response.audio.delta", 2);
            rig.silence(1_000);
            rig.await("response.done");

            assertThat(rig.only("response.done").toString()).contains("turn_detected");
        }
    }

    private static String transcript(ScriptRig rig) {
        return rig.only("conversation.item.input_audio_transcription.completed")
                .get("transcript")
                .asString();
    }

    private static String words(ScriptRig rig) {
        return rig.of("response.audio_transcript.done").getLast().get("transcript").asString();
    }
}
