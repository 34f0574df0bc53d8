package dev.charla.skills;

import static org.assertj.core.api.Assertions.assertThat;

import dev.charla.engine.EngineParts;
import dev.charla.engine.endpointing.SpeechDetector;
import dev.charla.engine.recognition.DeafRecognizer;
import dev.charla.engine.server.VoiceService;
import dev.charla.engine.server.VoiceServiceOptions;
import dev.charla.engine.synthesis.Synthesizer;
import dev.charla.skills.set.Timers;
import dev.charla.testkit.PlainClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A skill and a client's tool, with the engine between them, over a real socket. */
class SkillToolsIT {
    @TempDir Path folder;

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
        try (var service = VoiceService.start(VoiceServiceOptions.of(parts));
                var client = new PlainClient(service.endpoint())) {
            client.send(
                    """
                    {"type":"session.update","session":{"modalities":["text"],"tools":[
                      {"type":"function","name":"freeTimes","parameters":{"type":"object",
                       "properties":{"day":{"type":"string"}},"required":["day"]}}]}}\
                    """);
            client.awaitType("session.updated");
            type(client, "When is the dentist free?");
            assertThat(client.awaitType("response.text.done").path("text").asString())
                    .isEqualTo("On which day?");
            client.awaitType("response.done");

            type(client, "On Monday.");
            JsonNode call = client.awaitType("response.function_call_arguments.done");
            assertThat(call.path("name").asString()).isEqualTo("freeTimes");
            assertThat(call.path("arguments").asString()).isEqualTo("{\"day\":\"monday\"}");
            client.awaitType("response.done");
            client.send(
                    """
                    {"type":"conversation.item.create","item":{
                      "type":"function_call_output","call_id":"%s",
                      "output":"[\\"nine\\",\\"ten\\"]"}}\
                    """
                            .formatted(call.path("call_id").asString()));
            client.send("{\"type\":\"response.create\"}");

            assertThat(client.awaitType("response.text.done").path("text").asString())
                    .isEqualTo("On Monday the dentist is free at nine, and ten.");
        }
    }

    private static void type(PlainClient client, String words) {
        client.send(
                """
                {"type":"conversation.item.create","item":{"type":"message","role":"user",
                 "content":[{"type":"input_text","text":"%s"}]}}\
                """
                        .formatted(words));
        client.send("{\"type\":\"response.create\"}");
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
}
