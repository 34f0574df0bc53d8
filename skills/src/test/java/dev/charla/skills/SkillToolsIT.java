package dev.charla.skills;

import static org.assertj.core.api.Assertions.assertThat;

import dev.charla.engine.EngineParts;
import dev.charla.engine.endpointing.SpeechDetector;
import dev.charla.engine.recognition.DeafRecognizer;
import dev.charla.engine.server.VoiceService;
import dev.charla.engine.server.VoiceServiceOptions;
import dev.charla.engine.synthesis.Synthesizer;
import dev.charla.skills.set.Timers;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A skill and a client's tool, with the engine between them, over a real socket. */
class SkillToolsIT {
    private static final String ADDRESS = "/voice-live/realtime?api-version=2026-07-15&model=m";
    private static final int PATIENCE_SECONDS = 30;

    @TempDir Path folder;
    private final HttpClient http = HttpClient.newHttpClient();
    private final JsonMapper json = new JsonMapper();

    @Test
    void aSkillCallsAToolOfTheClientAndSaysWhatItAnswered() throws Exception {
        Files.writeString(
                folder.resolve("dentist.yaml"),
                """
                skills:
                  - skill: dentist
                    handler: tool
                    intents:
                      free:
                        tool: freeTimes
                        phrases: ["when is the dentist free [on {day:weekday}]"]
                        asks: {day: On which day?}
                        says: ["On {day} the dentist is free at {result}."]
                """);
        var skills =
                new SkillsReplyModel(
                        SkillFiles.withFolder(folder),
                        InstantSource.system(),
                        ZoneOffset.UTC,
                        1,
                        Timers.onDaemonThread());
        var parts = new EngineParts(Silence::new, new DeafRecognizer(), skills, new SilentVoice());
        try (var service = VoiceService.start(VoiceServiceOptions.of(parts))) {
            var client = new Client();
            WebSocket socket = client.connect(service.endpoint());
            socket.sendText(
                            """
                            {"type":"session.update","session":{"modalities":["text"],"tools":[
                              {"type":"function","name":"freeTimes","parameters":{"type":"object",
                               "properties":{"day":{"type":"string"}},"required":["day"]}}]}}\
                            """,
                            true)
                    .join();
            client.awaitType("session.updated");
            type(socket, "When is the dentist free?");
            assertThat(client.awaitType("response.text.done").path("text").asString())
                    .isEqualTo("On which day?");
            client.awaitType("response.done");

            type(socket, "On Monday.");
            JsonNode call = client.awaitType("response.function_call_arguments.done");
            assertThat(call.path("name").asString()).isEqualTo("freeTimes");
            assertThat(call.path("arguments").asString()).isEqualTo("{\"day\":\"monday\"}");
            client.awaitType("response.done");
            socket.sendText(
                            """
                            {"type":"conversation.item.create","item":{
                              "type":"function_call_output","call_id":"%s",
                              "output":"[\\"nine\\",\\"ten\\"]"}}\
                            """
                                    .formatted(call.path("call_id").asString()),
                            true)
                    .join();
            socket.sendText("{\"type\":\"response.create\"}", true).join();

            assertThat(client.awaitType("response.text.done").path("text").asString())
                    .isEqualTo("On Monday the dentist is free at nine, and ten.");
        }
    }

    private static void type(WebSocket socket, String words) {
        socket.sendText(
                        """
                        {"type":"conversation.item.create","item":{"type":"message","role":"user",
                         "content":[{"type":"input_text","text":"%s"}]}}\
                        """
                                .formatted(words),
                        true)
                .join();
        socket.sendText("{\"type\":\"response.create\"}", true).join();
    }

    /** Ears that hear nobody. */
    private static final class Silence implements SpeechDetector {
        @Override
        public double speechProbability(short[] frame, int offset) {
            return 0;
        }

        @Override
        public void reset() {}

        @Override
        public void close() {}
    }

    /** A voice whose words have no sound. */
    private static final class SilentVoice implements Synthesizer {
        @Override
        public List<String> voices() {
            return List.of("charla");
        }

        @Override
        public void speak(Sentence sentence, Sink sink) {}

        @Override
        public void warmUp() {}

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void close() {}
    }

    /** A client that knows nothing of Charla. */
    private final class Client implements WebSocket.Listener {
        private final BlockingQueue<JsonNode> heard = new LinkedBlockingQueue<>();
        private final StringBuilder message = new StringBuilder();

        WebSocket connect(URI endpoint) {
            return http.newWebSocketBuilder()
                    .buildAsync(URI.create(endpoint + ADDRESS), this)
                    .join();
        }

        JsonNode awaitType(String type) throws InterruptedException {
            while (true) {
                JsonNode next = heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
                assertThat(next).as("an event " + type).isNotNull();
                if (next.path("type").asString().equals(type)) {
                    return next;
                }
            }
        }

        @Override
        public @Nullable CompletionStage<?> onText(
                WebSocket socket, CharSequence data, boolean last) {
            message.append(data);
            if (last) {
                heard.add(json.readTree(message.toString()));
                message.setLength(0);
            }
            socket.request(1);
            return null;
        }
    }
}
