package dev.charla.protocol.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.charla.protocol.codec.ProtocolException.Code;
import dev.charla.protocol.event.ErrorDetails;
import dev.charla.protocol.event.ErrorEvent;
import dev.charla.protocol.item.EventId;
import dev.charla.protocol.json.ProtocolLimits;
import dev.charla.protocol.request.ClientEvent;
import dev.charla.protocol.request.InputAudioBufferRequest;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What cannot be read, and what the sender is told about it. */
class RefusedEventsTest {
    private static final ProtocolLimits SMALL = new ProtocolLimits(200, 5);

    private final ProtocolCodec codec = new ProtocolCodec();

    private ProtocolException refused(String json) {
        return catchThrowableOfType(ProtocolException.class, () -> codec.readClientEvent(json));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    {}|missing_required_parameter|type|Missing required parameter: 'type'.
                    {"type":null}|missing_required_parameter|type|Missing required parameter: 'type'.
                    {"type":7}|invalid_type|type|Invalid type for 'type': expected a string.
                    {"type":"input_audio_buffer.append"}|missing_required_parameter|audio|Missing required parameter: 'audio'.
                    {"type":"input_audio_buffer.append","audio":null}|missing_required_parameter|audio|Missing required parameter: 'audio'.
                    {"type":"input_audio_buffer.append","audio":"A*=="}|invalid_value|audio|Invalid value for 'audio': expected base64.
                    {"type":"input_audio_buffer.append","audio":"AAAAA"}|invalid_value|audio|Invalid value for 'audio': expected base64.
                    {"type":"input_audio_buffer.append","audio":12}|invalid_type|audio|Invalid type for 'audio': expected a string.
                    {"type":"conversation.item.create","item":{"role":"user"}}|missing_required_parameter|item.type|Missing required parameter: 'item.type'.
                    {"type":"conversation.item.create","item":[]}|invalid_type|item|Invalid type for 'item': expected an object.
                    {"type":"conversation.item.create","item":{"type":"message","role":"user"}}|missing_required_parameter|item.content|Missing required parameter: 'item.content'.
                    {"type":"conversation.item.create","item":{"type":"message","role":"user","content":"hi"}}|invalid_type|item.content|Invalid type for 'item.content': expected an array.
                    {"type":"conversation.item.create","item":{"type":"message","role":"user","content":[{"text":"hi"}]}}|missing_required_parameter|item.content[0].type|Missing required parameter: 'item.content[0].type'.
                    {"type":"conversation.item.truncate","item_id":"i","content_index":0}|missing_required_parameter|audio_end_ms|Missing required parameter: 'audio_end_ms'.
                    {"type":"conversation.item.truncate","item_id":"i","content_index":0,"audio_end_ms":"9"}|invalid_type|audio_end_ms|Invalid type for 'audio_end_ms': expected an integer.
                    {"type":"conversation.item.truncate","item_id":"i","content_index":-1,"audio_end_ms":9}|invalid_value|content_index|Invalid value for 'content_index': expected 0 or more.
                    {"type":"conversation.item.truncate","item_id":"i","content_index":0,"audio_end_ms":9999999999}|invalid_value|audio_end_ms|Invalid value for 'audio_end_ms': expected an integer from -2147483648 to 2147483647.
                    {"type":"session.update","session":"x"}|invalid_type|session|Invalid type for 'session': expected an object.
                    {"type":"session.update","session":{"turn_detection":{"threshold":1}}}|missing_required_parameter|session.turn_detection.type|Missing required parameter: 'session.turn_detection.type'.
                    {"type":"session.update","session":{"turn_detection":"server_vad"}}|invalid_type|session.turn_detection|Invalid type for 'session.turn_detection': expected an object.
                    {"type":"session.update","session":{"turn_detection":{"type":"server_vad","threshold":"high"}}}|invalid_type|session.turn_detection.threshold|Invalid type for 'session.turn_detection.threshold': expected a number.
                    {"type":"session.update","session":{"instructions":7}}|invalid_type|session.instructions|Invalid type for 'session.instructions': expected a string.
                    {"type":"session.update","session":{"max_response_output_tokens":"lots"}}|invalid_value|session.max_response_output_tokens|Invalid value for 'session.max_response_output_tokens': expected an integer of 1 or more, or 'inf'.
                    {"type":"session.update","session":{"max_response_output_tokens":0}}|invalid_value|session.max_response_output_tokens|Invalid value for 'session.max_response_output_tokens': expected an integer of 1 or more, or 'inf'.
                    {"type":"session.update","session":{"tools":[{"type":"function"}]}}|missing_required_parameter|session.tools[0].name|Missing required parameter: 'session.tools[0].name'.
                    {"type":"session.update","session":{"max_response_output_tokens":1.5}}|invalid_type|session.max_response_output_tokens|Invalid type for 'session.max_response_output_tokens': expected an integer of 1 or more, or 'inf'.
                    {"type":"session.update","session":{"max_response_output_tokens":true}}|invalid_type|session.max_response_output_tokens|Invalid type for 'session.max_response_output_tokens': expected an integer of 1 or more, or 'inf'.
                    {"type":"session.update","session":{"voice":7}}|invalid_type|session.voice|Invalid type for 'session.voice': expected a string or an object.
                    {"type":"session.update","session":{"tool_choice":[]}}|invalid_type|session.tool_choice|Invalid type for 'session.tool_choice': expected a string or an object.
                    {"type":"session.update","session":{"tools":[{"type":"mcp","server_label":"a","server_url":"https://a.example","require_approval":7}]}}|invalid_type|session.tools[0].require_approval|Invalid type for 'session.tools[0].require_approval': expected a string or an object.
                    {"type":"response.create","response":{"modalities":"text"}}|invalid_type|response.modalities|Invalid type for 'response.modalities': expected an array.
                    """)
    void anEventOfTheWrongShapeIsRefusedInTheServicesWords(
            String json, String code, String param, String message) {
        ProtocolException refused = refused(json);

        assertThat(refused).hasMessage(message);
        assertThat(refused.code().wire()).isEqualTo(code);
        assertThat(refused.param()).isEqualTo(param);
        assertThat(refused.clientEventId()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{", "nul", "{\"type\":}", "{'type':'x'}", "{} {}", "\u0000"})
    void whatIsNotJsonIsRefusedAsSuch(String json) {
        ProtocolException refused = refused(json);

        assertThat(refused.code()).isEqualTo(Code.INVALID_JSON);
        assertThat(refused.param()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "[{\"type\":\"response.create\"}]", "null", "7", "\"type\""})
    void jsonThatIsNoObjectIsNoEvent(String json) {
        assertThat(refused(json).code()).isEqualTo(Code.INVALID_EVENT);
    }

    @Test
    void bytesThatAreNotUtf8AreNotJson() {
        byte[] latin1 =
                "{\"type\":\"input_text.done\",\"id\":\"\u00e9\"}"
                        .getBytes(StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() -> codec.readClientEvent(latin1))
                .isInstanceOfSatisfying(
                        ProtocolException.class,
                        refused -> assertThat(refused.code()).isEqualTo(Code.INVALID_JSON));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"response.cancel\",\"type\":\"response.cancel\"}",
                "{\"type\":\"input_audio_buffer.append\",\"audio\":\"AAAA\",\"audio\":\"AAAA\"}",
                "{\"type\":\"session.update\",\"session\":{\"a\":1,\"a\":2}}"
            })
    void aMemberNamedTwiceIsRefusedAtAnyDepth(String json) {
        assertThat(refused(json).code()).isEqualTo(Code.INVALID_JSON);
    }

    @Test
    void oneByteOverTheLimitIsTooLarge() throws ProtocolException {
        ProtocolCodec small = new ProtocolCodec(SMALL);
        String most = "{\"type\":\"input_audio_buffer.commit\"" + " ".repeat(164) + "}";

        assertThat(most).hasSize(200);
        assertThat(small.readClientEvent(most)).isEqualTo(new InputAudioBufferRequest.Commit());
        assertThatThrownBy(() -> small.readClientEvent(most + " "))
                .isInstanceOf(ProtocolException.class)
                .hasMessage("The event is larger than this service reads.");
        assertThatThrownBy(() -> small.readServerEvent(most + " "))
                .isInstanceOf(ProtocolException.class);
    }

    @Test
    void oneLevelOverTheLimitIsTooDeep() throws ProtocolException {
        ProtocolCodec small = new ProtocolCodec(SMALL);
        String start = "{\"type\":\"x\",\"a\":";

        assertThat(small.readClientEvent(start + "[[[[]]]]}")).isNotNull();
        assertThatThrownBy(() -> small.readClientEvent(start + "[[[[[]]]]]}"))
                .isInstanceOf(ProtocolException.class)
                .hasMessage("The event is nested deeper than this service reads.");
    }

    @Test
    void theErrorNamesTheClientsEvent() {
        ProtocolException refused =
                refused("{\"event_id\":\"evt_9\",\"type\":\"input_text.done\"}");

        ErrorEvent error = refused.toErrorEvent(new EventId("event_1"));

        assertThat(error)
                .isEqualTo(
                        new ErrorEvent(
                                new EventId("event_1"),
                                new ErrorDetails(
                                        "invalid_request_error",
                                        "missing_required_parameter",
                                        "Missing required parameter: 'id'.",
                                        "id",
                                        new EventId("evt_9"))));
    }

    @Test
    void anUnknownTypeIsReadAndCanBeAnsweredWithTheKnownOnes() throws ProtocolException {
        var unknown =
                (ClientEvent.Unknown)
                        codec.readClientEvent("{\"type\":\"a\\nb\",\"event_id\":\"e\"}");

        ProtocolException refusal = ProtocolException.unsupportedType(unknown);

        assertThat(refusal)
                .hasMessageStartingWith("Invalid value: 'a?b'. Supported values are: 'session.")
                .hasMessageContaining("'response.create'")
                .hasMessageEndingWith("'.");
        assertThat(refusal.code()).isEqualTo(Code.INVALID_VALUE);
        assertThat(refusal.param()).isEqualTo("type");
        assertThat(refusal.clientEventId()).isEqualTo(new EventId("e"));
    }

    @Test
    void whatWasSaidIsNotInTheSentence() {
        ProtocolException refused =
                refused("{\"type\":\"input_text.done\",\"id\":{\"secret\":\"words\"}}");

        assertThat(refused).hasMessage("Invalid type for 'id': expected a string.").hasNoCause();
    }
}
