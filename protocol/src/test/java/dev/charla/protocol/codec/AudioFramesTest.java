package dev.charla.protocol.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.charla.protocol.event.ResponseEvent;
import dev.charla.protocol.item.EventId;
import dev.charla.protocol.item.ItemId;
import dev.charla.protocol.item.ResponseId;
import dev.charla.protocol.json.AudioBytes;
import dev.charla.protocol.request.InputAudioBufferRequest;
import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The frames that carry audio, written without an event object. */
class AudioFramesTest {
    private static final EventId EVENT = new EventId("event_1");
    private static final ResponseId RESPONSE = new ResponseId("resp_\"\u00e9\\1");
    private static final ItemId ITEM = new ItemId("item_1");

    private final ProtocolCodec codec = new ProtocolCodec();
    private final AudioDeltaFrame delta = new AudioDeltaFrame(RESPONSE, ITEM, 2, 10);

    private static byte[] noise(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 959, 960, 961, 4800})
    void anAppendFrameHoldsTheAudioAndIsAsLongAsForetold(int length) throws ProtocolException {
        AudioBytes audio = AudioBytes.wrap(noise(length));

        byte[] frame = AppendFrame.of(audio);

        assertThat(frame).hasSize(AppendFrame.size(length));
        assertThat(codec.readAnyClientEvent(ByteBuffer.wrap(frame)))
                .isEqualTo(new InputAudioBufferRequest.Append(audio));
        assertThat(codec.writeBytes(new InputAudioBufferRequest.Append(audio))).isEqualTo(frame);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 12_000})
    void aDeltaFrameHoldsTheAudioAndIsAsLongAsForetold(int length) throws ProtocolException {
        AudioBytes audio = AudioBytes.wrap(noise(length));

        byte[] frame = delta.of(EVENT, audio);

        assertThat(frame).hasSize(delta.size(EVENT, length));
        assertThat(codec.readAnyServerEvent(ByteBuffer.wrap(frame)))
                .isEqualTo(new ResponseEvent.AudioDelta(EVENT, RESPONSE, ITEM, 2, 10, audio));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void buffersOfAnyKindGetTheSameFrame(boolean direct) {
        for (int length = 0; length < 20; length++) {
            AudioBytes audio = AudioBytes.wrap(noise(length));
            ByteBuffer source = allocate(direct, 40).position(3).limit(3 + length);
            source.put(source.position(), audio.array());
            ByteBuffer appended = allocate(!direct, 300).position(7);
            ByteBuffer spoken = allocate(direct, 300).position(5);

            AppendFrame.write(source, appended);
            delta.write(EVENT, source, spoken);

            assertThat(written(appended, 7)).isEqualTo(AppendFrame.of(audio));
            assertThat(written(spoken, 5)).isEqualTo(delta.of(EVENT, audio));
            assertThat(source.position()).isEqualTo(3);
        }
    }

    @Test
    void slicesOfArraysGetTheSameFrame() {
        AudioBytes audio = AudioBytes.wrap(noise(10));
        ByteBuffer slice = ByteBuffer.allocate(400).position(50).slice();
        slice.order(ByteOrder.LITTLE_ENDIAN).position(4);

        AppendFrame.write(audio.asReadOnlyByteBuffer(), slice);

        assertThat(written(slice, 4)).isEqualTo(AppendFrame.of(audio));
    }

    @Test
    void arraysGetTheFrameInTheMiddleAndNothingAround() {
        byte[] audio = noise(100);
        byte[] appended = new byte[AppendFrame.size(50) + 10];
        byte[] spoken = new byte[delta.size(EVENT, 50) + 10];

        int afterAppend = AppendFrame.write(audio, 20, 50, appended, 5);
        int afterSpoken = delta.write(EVENT, audio, 20, 50, spoken, 5);

        AudioBytes part = AudioBytes.wrap(Arrays.copyOfRange(audio, 20, 70));
        assertThat(afterAppend).isEqualTo(appended.length - 5);
        assertThat(afterSpoken).isEqualTo(spoken.length - 5);
        assertThat(Arrays.copyOfRange(appended, 5, afterAppend)).isEqualTo(AppendFrame.of(part));
        assertThat(Arrays.copyOfRange(spoken, 5, afterSpoken)).isEqualTo(delta.of(EVENT, part));
        assertThat(Arrays.copyOf(appended, 5)).containsOnly(0);
        assertThat(Arrays.copyOfRange(appended, afterAppend, appended.length)).containsOnly(0);
    }

    @Test
    void aDestinationThatIsTooSmallStaysAsItWas() {
        ByteBuffer audio = ByteBuffer.wrap(noise(50));
        ByteBuffer small = ByteBuffer.allocate(AppendFrame.size(50) - 1);
        byte[] array = new byte[AppendFrame.size(50)];

        assertThatThrownBy(() -> AppendFrame.write(audio, small))
                .isInstanceOf(BufferOverflowException.class);
        assertThatThrownBy(() -> delta.write(EVENT, audio, small))
                .isInstanceOf(BufferOverflowException.class);
        assertThatThrownBy(() -> AppendFrame.write(audio.array(), 0, 50, array, 1))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> delta.write(EVENT, audio.array(), 0, 50, array, 1))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThat(small.position()).isZero();
        assertThat(small.array()).containsOnly(0);
        assertThat(array).containsOnly(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a\"b", "a\\b", "\u00e9", "a\n"})
    void aDeltaFrameTakesPlainNamesOnly(String name) {
        assertThatThrownBy(() -> delta.of(new EventId(name), AudioBytes.EMPTY))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static ByteBuffer allocate(boolean direct, int size) {
        return direct ? ByteBuffer.allocateDirect(size) : ByteBuffer.allocate(size);
    }

    private static byte[] written(ByteBuffer buffer, int from) {
        byte[] bytes = new byte[buffer.position() - from];
        buffer.get(from, bytes);
        return bytes;
    }

    @Test
    void aFrameIsPlainJson() {
        assertThat(new String(AppendFrame.of(AudioBytes.EMPTY), StandardCharsets.UTF_8))
                .isEqualTo("{\"type\":\"input_audio_buffer.append\",\"audio\":\"\"}");
    }
}
