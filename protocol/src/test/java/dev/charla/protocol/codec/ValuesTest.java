package dev.charla.protocol.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.charla.protocol.item.ItemId;
import dev.charla.protocol.json.AudioBytes;
import dev.charla.protocol.json.ProtocolLimits;
import dev.charla.protocol.json.Setting;
import dev.charla.protocol.request.ClientEvent;
import dev.charla.protocol.request.ConversationItemRequest;
import dev.charla.protocol.settings.AudioFormat;
import dev.charla.protocol.settings.Avatar;
import dev.charla.protocol.settings.MaxTokens;
import dev.charla.protocol.settings.Tool;
import dev.charla.protocol.settings.TurnDetection;
import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.StringNode;

/** The small values that events are made of. */
class ValuesTest {
    @Test
    void audioIsComparedByContent() {
        AudioBytes audio = AudioBytes.copyOf(new byte[] {1, 2});

        assertThat(audio)
                .isEqualTo(AudioBytes.copyOf(ByteBuffer.wrap(new byte[] {0, 1, 2}).position(1)))
                .hasSameHashCodeAs(AudioBytes.wrap(new byte[] {1, 2}))
                .isNotEqualTo(AudioBytes.copyOf(new byte[] {1, 3}))
                .hasToString("AudioBytes[2]");
        assertThat(audio.length()).isEqualTo(2);
        assertThat(audio.at(1)).isEqualTo((byte) 2);
    }

    @Test
    void audioCannotBeChangedFromOutside() {
        byte[] source = {1, 2};
        AudioBytes audio = AudioBytes.copyOf(source);
        source[0] = 9;
        audio.toByteArray()[0] = 9;

        assertThatThrownBy(() -> audio.asReadOnlyByteBuffer().put(0, (byte) 9))
                .isInstanceOf(ReadOnlyBufferException.class);
        byte[] copy = new byte[3];
        audio.copyTo(copy, 1);
        assertThat(copy).containsExactly(0, 1, 2);
    }

    @ParameterizedTest
    @CsvSource({
        "pcm16,24000,true",
        "pcm16_8000hz,8000,true",
        "pcm16-16000hz,16000,true",
        "pcm16_44100hz,44100,true",
        "g711_ulaw,8000,false",
        "g711_alaw,8000,false",
        "opus,0,false",
        "pcm16_hz,0,false",
        "pcm16_99999999999hz,0,false"
    })
    void aFormatKnowsItsRate(String name, int rateHz, boolean pcm) {
        var format = new AudioFormat(name);

        assertThat(format.rateHz())
                .isEqualTo(rateHz == 0 ? OptionalInt.empty() : OptionalInt.of(rateHz));
        assertThat(format.isPcm16()).isEqualTo(pcm);
        assertThat(format).hasToString(name.replace('-', '_'));
    }

    @Test
    void aSettingAnswersForWhatWasBefore() {
        assertThat(Setting.<String>absent().over("before")).isEqualTo("before");
        assertThat(Setting.<String>cleared().over("before")).isNull();
        assertThat(Setting.of("after").over("before")).isEqualTo("after");
        assertThat(Setting.<String>ofNullable(null)).isEqualTo(Setting.cleared());
        assertThat(Setting.of("x").isAbsent()).isFalse();
    }

    @Test
    void aResponseHasAtLeastOneToken() {
        assertThat(MaxTokens.of(1).limit()).isEqualTo(1);
        assertThat(MaxTokens.INFINITE.limit()).isNull();
        assertThatThrownBy(() -> MaxTokens.of(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatMayNotLeaveCannotBeMade() {
        assertThatThrownBy(() -> new ConversationItemRequest.Truncate(new ItemId("i"), 0, -1))
                .hasMessage("audio_end_ms: expected 0 or more");
        assertThatThrownBy(() -> TurnDetection.AzureSemanticVad.builder("server_vad").build())
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ProtocolLimits(0, 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ProtocolLimits(1, 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void secretsStayOutOfText() {
        var tool =
                new Tool.Mcp(
                        "docs",
                        "https://x.example",
                        "secret",
                        Map.of("X-Key", "secret"),
                        null,
                        null,
                        Map.of("token", StringNode.valueOf("secret")));
        var server = new Avatar.IceServer(List.of("turn:x"), "u", "secret", Map.of());

        assertThat(tool.toString()).isEqualTo("Mcp[serverLabel=docs]");
        assertThat(server.toString()).isEqualTo("IceServer[urls=[turn:x]]");
    }

    @Test
    void anUnknownItemStillTellsItsId() throws ProtocolException {
        var created =
                (ConversationItemRequest.Create)
                        new ProtocolCodec()
                                .readClientEvent(
                                        """
                                        {"type":"conversation.item.create",
                                         "item":{"type":"dream","id":"item_7"}}\
                                        """);

        assertThat(created.item().id()).isEqualTo(new ItemId("item_7"));
        assertThat(created.item().type()).isEqualTo("dream");
    }

    @Test
    void typesAreListedByTheirWireNames() {
        assertThat(ClientEvent.knownTypes())
                .hasSize(21)
                .contains("session.update", "input_audio.turn.append", "response.cancel");
    }
}
