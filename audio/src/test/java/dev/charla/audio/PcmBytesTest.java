package dev.charla.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PcmBytesTest {
    private static final byte[] BYTES = {9, 1, 2, -1, -1, 0, -128, 9};
    private static final short[] SAMPLES = {0x0201, -1, Short.MIN_VALUE};

    @Test
    void arraysAreReadAndWrittenLowByteFirst() {
        var samples = new short[5];
        PcmBytes.toSamples(BYTES, 1, samples, 1, 3);
        var bytes = BYTES.clone();
        PcmBytes.toBytes(samples, 1, bytes, 1, 3);

        assertThat(samples).containsExactly(0, 0x0201, -1, Short.MIN_VALUE, 0);
        assertThat(bytes).isEqualTo(BYTES);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void buffersAreReadAndWrittenLowByteFirstWhateverTheirOrder(boolean bigEndian) {
        var order = bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        var in = ByteBuffer.wrap(BYTES).order(order).position(1);
        var out = ByteBuffer.allocateDirect(8).order(order).position(1);
        var samples = new short[3];

        PcmBytes.toSamples(in, samples, 0, 3);
        PcmBytes.toBytes(samples, 0, out, 3);

        assertThat(samples).isEqualTo(SAMPLES);
        assertThat(in.position()).isEqualTo(7);
        assertThat(in.order()).isEqualTo(order);
        assertThat(out.position()).isEqualTo(7);
        assertThat(out.order()).isEqualTo(order);
        var written = new byte[6];
        out.get(1, written);
        assertThat(written).containsExactly(1, 2, -1, -1, 0, -128);
    }

    @Test
    void rangesBeyondTheArraysAreRefusedAndNothingIsWritten() {
        var samples = new short[2];
        assertRefused(() -> PcmBytes.toSamples(BYTES, 0, samples, 0, 3));
        assertRefused(() -> PcmBytes.toSamples(BYTES, 5, samples, 0, 2));
        assertRefused(() -> PcmBytes.toSamples(BYTES, 0, samples, 0, -1));
        assertRefused(() -> PcmBytes.toSamples(ByteBuffer.allocate(3), samples, 0, 2));
        assertThat(samples).containsOnly((short) 0);

        var bytes = new byte[4];
        assertRefused(() -> PcmBytes.toBytes(SAMPLES, 0, bytes, 0, 3));
        assertRefused(() -> PcmBytes.toBytes(SAMPLES, 2, bytes, 0, 2));
        assertRefused(() -> PcmBytes.toBytes(SAMPLES, 0, ByteBuffer.wrap(bytes), 3));
        assertThat(bytes).containsOnly(0);
    }

    private static void assertRefused(Runnable conversion) {
        assertThatThrownBy(conversion::run).isInstanceOf(IndexOutOfBoundsException.class);
    }
}
