package dev.charla.protocol.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.charla.protocol.codec.ProtocolCodec;
import dev.charla.protocol.codec.ProtocolException;
import dev.charla.protocol.event.ServerEvent;
import dev.charla.protocol.request.ClientEvent;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DialectTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final ProtocolCodec codec = new ProtocolCodec();
    private final Dialect ga = Dialect.openAi(codec);
    private final Dialect beta = Dialect.openAiBeta(codec);

    private static final String SESSION =
            """
            {"type":"session.updated","event_id":"event_1","session":{"id":"sess_1",
             "object":"realtime.session","model":"gpt-realtime","modalities":["text","audio"],
             "instructions":"Be brief.","voice":{"type":"openai","name":"alloy"},
             "input_audio_format":"g711_ulaw","output_audio_format":"pcm16_16000hz",
             "input_audio_sampling_rate":8000,
             "input_audio_transcription":{"model":"whisper-1","language":null,"prompt":null,
               "custom_speech":null,"phrase_list":null},
             "turn_detection":{"type":"server_vad","threshold":0.5,"prefix_padding_ms":300,
               "silence_duration_ms":500,"speech_duration_ms":null,
               "end_of_utterance_detection":null,"create_response":true,
               "interrupt_response":true,"auto_truncate":false,
               "appended_text_after_truncation":null,"idle_timeout_ms":null},
             "tools":[],"tool_choice":"auto","max_response_output_tokens":"inf"}}\
            """;

    private ClientEvent read(Dialect dialect, String json) throws ProtocolException {
        return dialect.read(ByteBuffer.wrap(json.getBytes(StandardCharsets.UTF_8)));
    }

    private List<JsonNode> written(Dialect dialect, String voiceLive) {
        List<JsonNode> frames = new ArrayList<>();
        dialect.write(event(voiceLive), bytes -> frames.add(JSON.readTree(bytes)));
        return frames;
    }

    private JsonNode only(Dialect dialect, String voiceLive) {
        List<JsonNode> frames = written(dialect, voiceLive);
        assertThat(frames).hasSize(1);
        return frames.getFirst();
    }

    private ServerEvent event(String json) {
        try {
            return codec.readServerEvent(json);
        } catch (ProtocolException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void gaSettingsAreReadAsOurs() throws Exception {
        ClientEvent update =
                read(
                        ga,
                        """
                        {"type":"session.update","event_id":"e1","session":{"type":"realtime",
                         "instructions":"Be brief.","model":"gpt-realtime",
                         "output_modalities":["audio"],"tracing":"auto","truncation":"auto",
                         "max_output_tokens":200,
                         "audio":{
                          "input":{"format":{"type":"audio/pcma"},"noise_reduction":null,
                            "transcription":{"model":"whisper-1"},
                            "turn_detection":{"type":"semantic_vad","eagerness":"low"}},
                          "output":{"format":{"type":"audio/pcm","rate":16000},
                            "voice":{"id":"alloy"},"speed":1}}}}\
                        """);

        assertThat(JSON.readTree(codec.write(update)))
                .isEqualTo(
                        JSON.readTree(
                                """
                                {"type":"session.update","event_id":"e1","session":{
                                 "modalities":["text","audio"],
                                 "instructions":"Be brief.","voice":"alloy",
                                 "input_audio_format":"g711_alaw",
                                 "output_audio_format":"pcm16_16000hz",
                                 "input_audio_sampling_rate":8000,
                                 "input_audio_transcription":{"model":"whisper-1"},
                                 "input_audio_noise_reduction":null,
                                 "turn_detection":{"type":"semantic_vad","eagerness":"low"},
                                 "max_response_output_tokens":200}}\
                                """));
    }

    @Test
    void gaNamesOfAServersToolsAreReadAsOurs() throws Exception {
        ClientEvent update =
                read(
                        ga,
                        """
                        {"type":"session.update","session":{"type":"realtime","tools":[
                         {"type":"mcp","server_label":"docs","server_url":"https://d.example/mcp",
                          "allowed_tools":{"tool_names":["a","b"]},
                          "require_approval":{"never":{"tool_names":["a"]}}}]}}\
                        """);

        assertThat(codec.write(update))
                .contains(
                        "\"allowed_tools\":[\"a\",\"b\"]",
                        "\"require_approval\":{\"never\":[\"a\"]}");
    }

    @Test
    void gaCallsOfServersHaveAnOutputBeforeThereIsOne() {
        JsonNode added =
                only(
                        ga,
                        """
                        {"type":"response.output_item.added","event_id":"event_1",
                         "response_id":"resp_1","output_index":0,"item":{"id":"mcp_1",
                          "object":"realtime.item","type":"mcp_call","server_label":"docs",
                          "name":"search","arguments":""}}\
                        """);

        assertThat(added.get("item").get("output").isNull()).isTrue();
        assertThat(added.get("item").get("error").isNull()).isTrue();
    }

    @Test
    void toolsCannotBeChosenByWhatTheyDo() {
        assertThatThrownBy(() ->
                        read(
                                ga,
                                """
                                {"type":"session.update","session":{"type":"realtime","tools":[
                                 {"type":"mcp","server_label":"docs",
                                  "allowed_tools":{"read_only":true}}]}}\
                                """))
                .isInstanceOfSatisfying(
                        ProtocolException.class,
                        e ->
                                assertThat(e.param())
                                        .isEqualTo("session.tools[0].allowed_tools.read_only"));
    }

    @Test
    void turnsByHandAreReadFromTheirPlace() throws Exception {
        ClientEvent update =
                read(
                        ga,
                        """
                        {"type":"session.update","session":{"type":"realtime",
                         "output_modalities":["text"],"audio":{"input":{"turn_detection":null}}}}\
                        """);

        assertThat(codec.write(update))
                .contains("\"turn_detection\":null", "\"modalities\":[\"text\"]");
    }

    @Test
    void gaResponsesAndItemsAreReadAsOurs() throws Exception {
        ClientEvent create =
                read(
                        ga,
                        """
                        {"type":"response.create","response":{"output_modalities":["text"],
                         "conversation":"none","max_output_tokens":9,
                         "audio":{"output":{"voice":"marin"}},
                         "input":[{"type":"message","role":"assistant","object":"realtime.item",
                           "content":[{"type":"output_audio","transcript":"Hi."}]}]}}\
                        """);

        assertThat(JSON.readTree(codec.write(create)))
                .isEqualTo(
                        JSON.readTree(
                                """
                                {"type":"response.create","response":{"modalities":["text"],
                                 "voice":"marin","max_output_tokens":9,"conversation":"none",
                                 "input_items":[{"type":"message","role":"assistant",
                                   "content":[{"type":"audio","transcript":"Hi."}]}]}}\
                                """));
    }

    @Test
    void gaShowsSettingsInItsOwnShape() {
        assertThat(only(ga, SESSION))
                .isEqualTo(
                        JSON.readTree(
                                """
                                {"type":"session.updated","event_id":"event_1","session":{
                                 "type":"realtime","object":"realtime.session","id":"sess_1",
                                 "model":"gpt-realtime","instructions":"Be brief.",
                                 "output_modalities":["audio"],
                                 "audio":{
                                  "input":{"format":{"type":"audio/pcmu"},
                                    "transcription":{"model":"whisper-1","language":null,
                                      "prompt":null},
                                    "noise_reduction":null,
                                    "turn_detection":{"type":"server_vad","threshold":0.5,
                                      "prefix_padding_ms":300,"silence_duration_ms":500,
                                      "create_response":true,"interrupt_response":true,
                                      "idle_timeout_ms":null}},
                                  "output":{"format":{"type":"audio/pcm","rate":16000},
                                    "voice":"alloy"}},
                                 "tools":[],"tool_choice":"auto","max_output_tokens":"inf",
                                 "include":null,"tracing":null,"truncation":"auto",
                                 "prompt":null}}\
                                """));
    }

    @Test
    void betaShowsVoicesByNameAndNothingOfAzures() {
        JsonNode session = only(beta, SESSION).get("session");

        assertThat(session.get("voice").asString()).isEqualTo("alloy");
        assertThat(session.get("turn_detection").get("type").asString()).isEqualTo("server_vad");
        assertThat(session.has("input_audio_sampling_rate")).isFalse();
        assertThat(session.has("avatar")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "response.audio.delta,response.output_audio.delta",
        "response.audio.done,response.output_audio.done",
        "response.audio_transcript.delta,response.output_audio_transcript.delta",
        "response.audio_transcript.done,response.output_audio_transcript.done",
        "response.text.delta,response.output_text.delta",
        "response.text.done,response.output_text.done",
        "response.content_part.added,response.content_part.added",
        "input_audio_buffer.cleared,input_audio_buffer.cleared"
    })
    void gaHasNamesOfItsOwnForOutput(String ours, String theirs) {
        String event =
                """
                {"type":"%s","event_id":"event_1","response_id":"resp_1","item_id":"item_1",
                 "output_index":0,"content_index":0,"delta":"AAAA","text":"x","transcript":"x",
                 "part":{"type":"text","text":""}}\
                """
                        .formatted(ours);

        JsonNode written = only(ga, event);

        assertThat(written.get("type").asString()).isEqualTo(theirs);
        assertThat(only(beta, event).get("type").asString()).isEqualTo(ours);
        if (ours.endsWith("audio.delta")) {
            assertThat(written.get("delta").asString()).isEqualTo("AAAA");
            assertThat(written.get("item_id").asString()).isEqualTo("item_1");
        }
    }

    @Test
    void anItemThatIsFinalIsAddedAndDone() {
        List<JsonNode> frames =
                written(
                        ga,
                        """
                        {"type":"conversation.item.created","event_id":"event_1",
                         "previous_item_id":null,"item":{"id":"item_1","type":"message",
                         "object":"realtime.item","status":"completed","role":"user",
                         "content":[{"type":"input_text","text":"hi"}]}}\
                        """);

        assertThat(frames)
                .extracting(frame -> frame.get("type").asString())
                .containsExactly("conversation.item.added", "conversation.item.done");
        assertThat(frames)
                .extracting(frame -> frame.get("event_id").asString())
                .doesNotHaveDuplicates();
        assertThat(frames.getFirst().get("item").has("object")).isFalse();
        assertThat(frames.getFirst().get("previous_item_id").isNull()).isTrue();
    }

    @Test
    void anItemThatGrowsIsDoneBeforeItsPlaceInTheResponseIs() {
        written(
                ga,
                """
                {"type":"conversation.item.created","event_id":"event_1",
                 "previous_item_id":"item_0","item":{"id":"item_1","type":"message",
                 "status":"in_progress","role":"assistant","content":[]}}\
                """);

        List<JsonNode> frames =
                written(
                        ga,
                        """
                        {"type":"response.output_item.done","event_id":"event_2",
                         "response_id":"resp_1","output_index":0,"item":{"id":"item_1",
                         "type":"message","status":"completed","role":"assistant",
                         "content":[{"type":"audio","transcript":"Hi."}]}}\
                        """);

        assertThat(frames)
                .extracting(frame -> frame.get("type").asString())
                .containsExactly("conversation.item.done", "response.output_item.done");
        for (JsonNode frame : frames) {
            assertThat(frame.get("item").get("content").get(0).get("type").asString())
                    .isEqualTo("output_audio");
        }
        assertThat(frames.getFirst().get("previous_item_id").asString()).isEqualTo("item_0");
    }

    @Test
    void gaShowsResponsesInItsOwnShape() {
        String response =
                """
                {"type":"response.%s","event_id":"event_1","response":{"id":"resp_1",
                 "object":"realtime.response","status":"%s","status_details":null,
                 "conversation_id":"conv_1","output":[{"id":"item_1","object":"realtime.item",
                   "type":"message","status":"completed","role":"assistant",
                   "content":[{"type":"text","text":"Hi."}]}],
                 "modalities":["text"],"voice":{"type":"openai","name":"alloy"},
                 "output_audio_format":"pcm16","temperature":0.8,"max_output_tokens":null,
                 "metadata":null,"usage":%s}}\
                """;

        JsonNode created =
                only(ga, response.formatted("created", "in_progress", "null")).get("response");
        JsonNode done =
                only(
                                ga,
                                response.formatted(
                                        "done",
                                        "completed",
                                        """
                                        {"total_tokens":3,"input_tokens":1,"output_tokens":2,
                                         "input_token_details":{"cached_tokens":0,"text_tokens":1,
                                           "audio_tokens":0,"image_tokens":0,
                                           "cached_tokens_details":{"text_tokens":0,
                                             "audio_tokens":0,"image_tokens":0}},
                                         "output_token_details":{"text_tokens":2,
                                           "audio_tokens":0,"reasoning_tokens":0}}\
                                        """))
                        .get("response");

        assertThat(created.has("usage")).isFalse();
        assertThat(done.get("usage").get("total_tokens").asInt()).isEqualTo(3);
        assertThat(done.get("output_modalities").get(0).asString()).isEqualTo("text");
        assertThat(done.get("audio").get("output").get("voice").asString()).isEqualTo("alloy");
        assertThat(done.get("max_output_tokens").asString()).isEqualTo("inf");
        assertThat(done.has("temperature")).isFalse();
        assertThat(done.get("output").get(0).get("content").get(0).get("type").asString())
                .isEqualTo("output_text");
    }

    @Test
    void aTranscriptTellsHowLongTheSpeechWas() {
        written(
                ga,
                """
                {"type":"input_audio_buffer.speech_started","event_id":"event_1",
                 "audio_start_ms":500,"item_id":"item_1"}\
                """);
        written(
                ga,
                """
                {"type":"input_audio_buffer.speech_stopped","event_id":"event_2",
                 "audio_end_ms":2000,"item_id":"item_1"}\
                """);

        JsonNode completed =
                only(
                        ga,
                        """
                        {"type":"conversation.item.input_audio_transcription.completed",
                         "event_id":"event_3","item_id":"item_1","content_index":0,
                         "transcript":"hi","language":"en-US"}\
                        """);

        assertThat(completed.get("usage").get("seconds").asDouble()).isEqualTo(1.5);
        assertThat(completed.has("language")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "session.turn_detection.threshold,session.audio.input.turn_detection.threshold",
        "session.voice.name,session.audio.output.voice.name",
        "session.modalities,session.output_modalities",
        "response.input_items[0],response.input[0]",
        "session.tools[0].name,session.tools[0].name"
    })
    void errorsNameTheMemberTheClientWrote(String ours, String theirs) {
        JsonNode error =
                only(
                        ga,
                        """
                        {"type":"error","event_id":"event_1","error":{"type":"x","code":"y",
                         "message":"z","param":"%s","event_id":"e1"}}\
                        """
                                .formatted(ours));

        assertThat(error.get("error").get("param").asString()).isEqualTo(theirs);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"type\":\"transcription\"}|session.type",
                "{\"audio\":{\"input\":{\"format\":{\"type\":\"audio/opus\"}}}}|session.audio.input.format.type",
                "{\"audio\":{\"output\":{\"speed\":1.4}}}|session.audio.output.speed",
                "{\"audio\":{\"input\":{\"turn_detection\":{\"type\":\"server_vad\",\"threshold\":\"loud\"}}}}|session.audio.input.turn_detection.threshold",
                "{\"audio\":7}|session.audio",
                "{\"audio\":{\"input\":[]}}|session.audio.input",
                "{\"audio\":{\"output\":\"alloy\"}}|session.audio.output",
                "{\"audio\":{\"output\":{\"speed\":\"fast\"}}}|session.audio.output.speed",
                "{\"max_output_tokens\":[]}|session.max_output_tokens",
                "{\"audio\":{\"output\":{\"voice\":7}}}|session.audio.output.voice",
                "{\"audio\":{\"microphone\":{}}}|session.audio.microphone",
                "{\"audio\":{\"input\":{\"gain\":2}}}|session.audio.input.gain",
                "{\"audio\":{\"input\":{\"format\":{\"type\":\"audio/pcm\",\"channels\":2}}}}|session.audio.input.format.channels",
                "{\"audio\":{\"output\":{\"style\":\"calm\"}}}|session.audio.output.style",
                "{\"reasoning\":{\"summary\":\"auto\"}}|session.reasoning.summary",
                "{\"tools\":[{\"type\":\"mcp\",\"allowed_tools\":{\"names\":[]}}]}|session.tools[0].allowed_tools.names"
            })
    void whatCannotBeReadIsRefusedInTheClientsWords(String session, String param) {
        assertThatThrownBy(() ->
                        read(
                                ga,
                                "{\"type\":\"session.update\",\"event_id\":\"e9\",\"session\":%s}"
                                        .formatted(session)))
                .isInstanceOfSatisfying(
                        ProtocolException.class,
                        refused -> {
                            assertThat(refused.param()).isEqualTo(param);
                            assertThat(String.valueOf(refused.clientEventId())).isEqualTo("e9");
                            assertThat(refused.getMessage())
                                    .doesNotContain("'session.voice'")
                                    .doesNotContain("'session.max_response_output_tokens'");
                        });
    }

    @Test
    void whatIsNoObjectInAResponseIsRefusedAndNullIsLeftOut() throws Exception {
        for (String audio : List.of("7", "{\"output\":true}")) {
            assertThatThrownBy(() ->
                            read(
                                    ga,
                                    "{\"type\":\"response.create\",\"response\":{\"audio\":%s}}"
                                            .formatted(audio)))
                    .isInstanceOfSatisfying(
                            ProtocolException.class,
                            refused -> assertThat(refused.code().wire()).isEqualTo("invalid_type"));
        }
        for (String audio : List.of("null", "{\"output\":null}", "{\"output\":{\"speed\":null}}")) {
            assertThat(
                            read(
                                    ga,
                                    "{\"type\":\"response.create\",\"response\":{\"audio\":%s}}"
                                            .formatted(audio)))
                    .isNotNull();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"{\"type\":|invalid_json", "[1]|invalid_event"})
    void whatIsNoEventIsRefusedAsEverywhere(String json, String code) {
        assertThatThrownBy(() -> read(ga, json))
                .isInstanceOfSatisfying(
                        ProtocolException.class,
                        refused -> assertThat(refused.code().wire()).isEqualTo(code));
    }

    @Test
    void aClientOnVoiceLivesPathThatSpeaksGaIsAnsweredInGa() throws Exception {
        Dialect dialect = Dialect.voiceLive(codec);
        String text =
                """
                {"type":"response.text.delta","event_id":"event_1","response_id":"resp_1",
                 "item_id":"item_1","output_index":0,"content_index":0,"delta":"x"}\
                """;
        assertThat(only(dialect, text).get("type").asString()).isEqualTo("response.text.delta");

        read(dialect, "{\"type\":\"session.update\",\"session\":{\"type\":\"realtime\"}}");

        assertThat(only(dialect, text).get("type").asString())
                .isEqualTo("response.output_text.delta");
    }

    @Test
    void aClientThatSpokeVoiceLiveFirstStaysWithIt() throws Exception {
        Dialect dialect = Dialect.voiceLive(codec);
        read(dialect, "{\"type\":\"session.update\",\"session\":{}}");
        read(dialect, "{\"type\":\"session.update\",\"session\":{\"type\":\"realtime\"}}");

        assertThat(only(dialect, SESSION).get("session").has("modalities")).isTrue();
    }
}
