package dev.charla.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.charla.protocol.codec.ProtocolCodec;
import dev.charla.protocol.event.ServerEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScriptedServiceIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Script GREETINGS =
            Script.of(
                    Script.Turn.of("hello there", "Hello, how are you today?"),
                    Script.Turn.of("bye", "Good bye."));

    @Test
    void typedTurnIsAnsweredInTheOrderOfTheReference() throws Exception {
        try (var service = ScriptedService.start(GREETINGS);
                var caller = connect(service)) {
            caller.send(typed("hi"));
            caller.send("{\"type\":\"response.create\"}");
            var done = caller.awaitEvent("response.done", PATIENCE);

            assertThat(distinctTypes(caller))
                    .containsExactly(
                            "session.created",
                            "conversation.item.created",
                            "response.created",
                            "response.output_item.added",
                            "conversation.item.created",
                            "response.content_part.added",
                            "response.audio_transcript.delta",
                            "response.audio.delta",
                            "response.audio.done",
                            "response.audio_transcript.done",
                            "response.content_part.done",
                            "response.output_item.done",
                            "response.done");
            assertThat(done).contains("Hello, how are you today?");
            assertThat(events(caller)).noneMatch(ServerEvent.Unknown.class::isInstance);
        }
    }

    @Test
    void spokenTurnIsHeardUnderstoodAndAnswered() throws Exception {
        try (var service = ScriptedService.start(GREETINGS);
                var caller = connect(service)) {
            speak(caller, Duration.ofMillis(600));
            keepSilent(caller, Duration.ofMillis(600));
            caller.awaitEvent("response.done", PATIENCE);

            assertThat(distinctTypes(caller).subList(0, 7))
                    .containsExactly(
                            "session.created",
                            "input_audio_buffer.speech_started",
                            "input_audio_buffer.speech_stopped",
                            "input_audio_buffer.committed",
                            "conversation.item.input_audio_transcription.completed",
                            "conversation.item.created",
                            "response.created");
            assertThat(caller.texts()).anyMatch(text -> text.contains("hello there"));
        }
    }

    @Test
    void speechDuringAnAnswerCancelsIt() throws Exception {
        var slow = GREETINGS.paced(Duration.ofMillis(50));
        try (var service = ScriptedService.start(slow);
                var caller = connect(service)) {
            caller.send(typed("hi"));
            caller.send("{\"type\":\"response.create\"}");
            caller.awaitEvent("response.audio.delta", PATIENCE);

            speak(caller, Duration.ofMillis(100));
            caller.awaitEvent("input_audio_buffer.speech_started", PATIENCE);
            var done = caller.awaitEvent("response.done", PATIENCE);

            assertThat(done).contains("\"cancelled\"", "turn_detected", "\"incomplete\"");
        }
    }

    @Test
    void scriptedCallIsMadeAndItsAnswerFollowsTheOutput() throws Exception {
        var script =
                Script.of(Script.Turn.of("time?", "It is noon.").calling("get_time", "{\"a\":1}"));
        try (var service = ScriptedService.start(script);
                var caller = connect(service)) {
            caller.send(typed("time?"));
            caller.send("{\"type\":\"response.create\"}");
            var call = caller.awaitEvent("response.function_call_arguments.done", PATIENCE);
            caller.awaitEvent("response.done", PATIENCE);
            caller.send(
                    "{\"type\":\"conversation.item.create\",\"item\":{\"type\":\"function_call_output\","
                            + "\"call_id\":\"c\",\"output\":\"12\"}}");
            caller.send("{\"type\":\"response.create\"}");
            var answer = caller.awaitEvent("response.done", PATIENCE);

            assertThat(call).contains("get_time", "{\\\"a\\\":1}");
            assertThat(answer).contains("It is noon.");
        }
    }

    @Test
    void greetingComesBeforeTheFirstTurn() throws Exception {
        var script = GREETINGS.greeting(Script.Turn.of("", "Welcome."));
        try (var service = ScriptedService.start(script);
                var caller = connect(service)) {
            caller.send("{\"type\":\"response.create\"}");

            assertThat(caller.awaitEvent("response.done", PATIENCE)).contains("Welcome.");
        }
    }

    @Test
    void textOnlySessionGetsNoAudio() throws Exception {
        try (var service = ScriptedService.start(GREETINGS);
                var caller = connect(service)) {
            caller.send("{\"type\":\"session.update\",\"session\":{\"modalities\":[\"text\"]}}");
            caller.awaitEvent("session.updated", PATIENCE);
            caller.send("{\"type\":\"response.create\"}");
            caller.awaitEvent("response.done", PATIENCE);

            assertThat(distinctTypes(caller))
                    .contains("response.text.delta", "response.text.done")
                    .noneMatch(type -> type.startsWith("response.audio"));
        }
    }

    @Test
    void cancelWithoutAResponseIsRefused() throws Exception {
        try (var service = ScriptedService.start(GREETINGS);
                var caller = connect(service)) {
            caller.send("{\"type\":\"response.cancel\",\"event_id\":\"mine\"}");

            assertThat(caller.awaitEvent("error", PATIENCE))
                    .contains("response_cancel_not_active", "\"mine\"");
        }
    }

    @Test
    void awaitingWhatNeverComesFails() {
        try (var service = ScriptedService.start(GREETINGS);
                var caller = connect(service)) {
            assertThatThrownBy(() -> caller.awaitEvent("error", Duration.ofMillis(50)))
                    .isInstanceOf(AssertionError.class);
        }
    }

    @Test
    void refusedUpgradeFailsTheTest() {
        try (var service = FaultService.start(Faults.refuse(401, Map.of()))) {
            assertThatThrownBy(() -> RawWebSocket.to(service.endpoint()).connect())
                    .isInstanceOf(AssertionError.class);
        }
    }

    @Test
    void closeOfTheServiceIsSeen() {
        try (var service =
                        FaultService.start(
                                Faults.at(
                                        Faults.Point.AFTER_SESSION_CREATED,
                                        Faults.close(1012, "restart")));
                var caller = RawWebSocket.to(service.endpoint()).connect()) {
            assertThat(caller.awaitClose(PATIENCE)).isEqualTo(1012);
        }
    }

    private static RawWebSocket connect(ScriptedService service) {
        return RawWebSocket.to(
                        service.endpoint().resolve("/voice-live/realtime?api-version=v&model=m"))
                .connect();
    }

    private static String typed(String text) {
        return """
        {"type":"conversation.item.create","item":{"type":"message","role":"user",
         "content":[{"type":"input_text","text":"%s"}]}}
        """
                .formatted(text);
    }

    private static void speak(RawWebSocket caller, Duration length) {
        append(caller, Tone.pcm(length));
    }

    private static void keepSilent(RawWebSocket caller, Duration length) {
        append(caller, new byte[Tone.samples(length) * 2]);
    }

    private static void append(RawWebSocket caller, byte[] pcm) {
        caller.send(
                "{\"type\":\"input_audio_buffer.append\",\"audio\":\""
                        + Base64.getEncoder().encodeToString(pcm)
                        + "\"}");
    }

    private static List<ServerEvent> events(RawWebSocket caller) throws Exception {
        var codec = new ProtocolCodec();
        var events = new ArrayList<ServerEvent>();
        for (var text : caller.texts()) {
            events.add(codec.readServerEvent(text));
        }
        return events;
    }

    /** Wire types in order, where repeated deltas count once. */
    private static List<String> distinctTypes(RawWebSocket caller) throws Exception {
        var types = new ArrayList<String>();
        for (var event : events(caller)) {
            var type = String.valueOf(event.type());
            if (!type.endsWith(".delta") || !types.contains(type)) {
                types.add(type);
            }
        }
        return types;
    }
}
