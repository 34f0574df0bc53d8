package dev.charla.engine.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The examples of docs/scripts.md, each run as its text promises. */
class ScriptExamplesTest {
    private static final Pattern EXAMPLE =
            Pattern.compile("```yaml\\n# (\\S+)\\n(.*?)```", Pattern.DOTALL);

    private static final Map<String, Script> EXAMPLES = new LinkedHashMap<>();

    @BeforeAll
    static void read() throws IOException, ScriptException {
        Matcher example = EXAMPLE.matcher(Files.readString(Path.of("../docs/scripts.md")));
        while (example.find()) {
            EXAMPLES.put(example.group(1), ScriptReader.parse(example.group(1), example.group(2)));
        }
    }

    @Test
    void eachOfThemIsRunHere() {
        assertThat(EXAMPLES.keySet())
                .containsExactly(
                        "conversation.yaml",
                        "weather.yaml",
                        "library.yaml",
                        "slow.yaml",
                        "trouble.yaml",
                        "cough.yaml",
                        "busy.yaml",
                        "compared.yaml",
                        "heard.yaml");
    }

    @Test
    void conversation() {
        try (ScriptRig rig = rig("conversation.yaml")) {
            rig.speak(600);
            rig.await("response.done");
            rig.speak(600);
            rig.await("response.done", 2);

            assertThat(rig.of("conversation.item.input_audio_transcription.completed"))
                    .extracting(event -> event.get("transcript").asString())
                    .containsExactly("what time is it", "yes please");
            assertThat(rig.of("response.audio_transcript.done"))
                    .extracting(event -> event.get("transcript").asString())
                    .containsExactly("It is noon. Shall I wake you at one?", "I will.");
        }
    }

    @Test
    void weather() {
        Script.Turn turn = example("weather.yaml").turns().getFirst();

        assertThat(turn.replies().getFirst().calls())
                .containsExactly(new Script.Call("get_weather", "{\"city\":\"Lima\",\"days\":1}"));
        assertThat(turn.replies().getLast().says())
                .isEqualTo("It is mild, and the garúa is about.");
    }

    @Test
    void library() {
        try (ScriptRig rig = rig("library.yaml")) {
            rig.send(
                    """
                    {"type":"session.update","session":{"tools":[
                      {"type":"mcp","server_label":"library","server_url":"https://l.example/mcp"},
                      {"type":"mcp","server_label":"archive","server_url":"https://a.example/mcp"}]}}\
                    """);
            rig.await("mcp_list_tools.completed");
            rig.await("mcp_list_tools.failed");
            assertThat(rig.only("warning").get("warning").get("message").asString())
                    .contains("archive", "cannot be reached");
            rig.type("where is platero");
            rig.await("response.done");
            JsonNode request =
                    rig.of("conversation.item.created").stream()
                            .map(event -> event.get("item"))
                            .filter(item ->
                                    item.get("type").asString().equals("mcp_approval_request"))
                            .findFirst()
                            .orElseThrow();
            assertThat(request.get("arguments").asString())
                    .isEqualTo("{\"title\":\"Platero y yo\"}");

            rig.send(
                    """
                    {"type":"conversation.item.create","item":{"type":"mcp_approval_response",
                     "approval_request_id":"%s","approve":true}}\
                    """
                            .formatted(request.get("id").asString()));
            rig.await("response.mcp_call.completed");
            assertThat(rig.of("response.output_item.done").getLast().get("item").get("output"))
                    .hasToString("\"It is on the second shelf.\"");
            rig.respond();
            rig.await("response.done", 2);
        }
    }

    @Test
    void slow() {
        try (ScriptRig rig = rig("slow.yaml")) {
            rig.speak(600);
            rig.await("response.audio.delta", 3);
            rig.speak(600);
            rig.await("response.done");

            assertThat(rig.of("response.done").getFirst().toString()).contains("turn_detected");
            assertThat(
                            rig.timeOf("response.audio_transcript.delta")
                                    .minus(rig.timeOf("input_audio_buffer.speech_stopped"))
                                    .toMillis())
                    .isGreaterThanOrEqualTo(1_900);
        }
    }

    @Test
    void trouble() {
        try (ScriptRig rig = rig("trouble.yaml")) {
            rig.speak(600);
            rig.await(() -> rig.aborted);
            rig.again();
            rig.speak(600);
            rig.await("rate_limits.updated");

            assertThat(rig.types())
                    .containsSubsequence(
                            "response.done",
                            "rate_limits.updated",
                            "conversation.item.input_audio_transcription.completed");
        }
    }

    @Test
    void cough() {
        try (ScriptRig rig = rig("cough.yaml")) {
            rig.silence(3_000);
            assertThat(rig.of("input_audio_buffer.speech_started")).hasSize(1);
            rig.speak(600);
            rig.await("response.done");

            assertThat(rig.of("input_audio_buffer.speech_started")).hasSize(2);
            assertThat(rig.only("response.audio_transcript.done").get("transcript").asString())
                    .isEqualTo("Hello.");
        }
    }

    @Test
    void busy() {
        ScriptedDoor door = new ScriptedDoor(example("busy.yaml"));

        assertThat(door.next()).isEqualTo(door.next());
        assertThat(door.next()).isInstanceOf(Handshake.Refuse.class);
        assertThat(door.next()).isInstanceOf(Handshake.Refuse.class);
        assertThat(door.next()).isInstanceOf(Handshake.NeverAnswer.class);
        assertThat(door.next()).isInstanceOf(Handshake.HangUp.class);
        assertThat(door.next()).isInstanceOf(Handshake.Accept.class);
    }

    @Test
    void compared() {
        assertThat(morning()).isEqualTo(morning()).contains("Good morning.");
    }

    private static String morning() {
        try (ScriptRig rig = rig("compared.yaml")) {
            rig.speak(600);
            rig.await("response.done");
            return String.join("\n", rig.frames);
        }
    }

    @Test
    void heard() {
        Script script = example("heard.yaml");

        assertThat(script.hearing()).isEqualTo(Script.Part.ENGINE);
        assertThat(script.answers()).isEqualTo(Script.Part.SCRIPT);
        assertThat(script.voice()).isEqualTo(Script.VoiceKind.ENGINE);
    }

    private static Script example(String name) {
        return Objects.requireNonNull(EXAMPLES.get(name), name);
    }

    private static ScriptRig rig(String name) {
        return new ScriptRig(example(name));
    }
}
