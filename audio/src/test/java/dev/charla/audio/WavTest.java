package dev.charla.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WavTest {
    @TempDir Path folder;

    @Test
    void aFileWrittenIsReadBack() throws IOException {
        var noise = TestSignals.whiteNoise(22_050, -1, 9_999, 1);
        Path file = folder.resolve("noise.wav");

        Wav.write(file, noise);
        var wav = Wav.read(file);

        assertThat(wav.mono()).isEqualTo(noise);
        assertThat(wav.duration()).isEqualTo(noise.duration());
        assertThat(wav.sampleRateHz()).isEqualTo(22_050);
    }

    @Test
    void anotherReaderUnderstandsAFileOfTwoChannels() throws Exception {
        Path file = folder.resolve("stereo.wav");
        short[] interleaved = {1, -1, 2, -2, 3, -3};
        try (var writer = WavWriter.to(file, 48_000, 2)) {
            writer.write(interleaved, 0, 2);
            writer.write(interleaved, 2, 4);
        }

        try (var in = AudioSystem.getAudioInputStream(file.toFile())) {
            assertThat(in.getFormat().matches(new AudioFormat(48_000, 16, 2, true, false)))
                    .isTrue();
            assertThat(in.getFrameLength()).isEqualTo(3);
            assertThat(Pcm16.ofBytes(48_000, in.readAllBytes()).samples()).isEqualTo(interleaved);
        }
        var wav = Wav.read(file);
        assertThat(wav.channelCount()).isEqualTo(2);
        assertThat(wav.channel(0)).isEqualTo(Pcm16.of(48_000, (short) 1, (short) 2, (short) 3));
        assertThat(wav.channel(1)).isEqualTo(Pcm16.of(48_000, (short) -1, (short) -2, (short) -3));
        assertThat(wav.mono().samples()).containsOnly((short) 0);
    }

    @Test
    void mixingToMonoTakesTheMeanWithoutWrappingAround() throws IOException {
        var bytes = wave(fmt(1, 2, 8_000, 16), data(32_767, 32_767, -32_768, -32_768, 10, 20));

        assertThat(read(bytes).mono().samples()).containsExactly(32_767, -32_768, 15);
    }

    @Test
    void whatIsWrittenToAStreamIsReadUpToItsEnd() throws IOException {
        var sweep = TestSignals.sweep(24_000, 100, 8_000, -6, 30_000);
        var stream = new ByteArrayOutputStream();
        try (var writer = WavWriter.to(stream, 24_000, 1)) {
            short[] samples = sweep.samples();
            for (int at = 0; at < samples.length; at += 480) {
                writer.write(samples, at, Math.min(480, samples.length - at));
            }
        }

        assertThat(read(stream.toByteArray()).mono()).isEqualTo(sweep);
    }

    @Test
    void aFileThatWasNeverClosedIsReadUpToItsEnd() throws IOException {
        Path file = folder.resolve("open.wav");
        try (var writer = WavWriter.to(file, 8_000, 1)) {
            writer.write(new short[] {4, 5}, 0, 2);
            writer.flush();

            assertThat(Wav.read(file).mono().samples()).containsExactly(4, 5);
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "-1, -1", "2147483647, 2147483647", "36, 0", "40, 10000"})
    void aLengthThatCannotBeTrueMeansUpToTheEnd(int riffLength, int dataLength) throws IOException {
        byte[] bytes = wave(fmt(1, 1, 8_000, 16), data(1, 2, 3));
        ByteBuffer.wrap(bytes)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(4, riffLength)
                .putInt(40, dataLength);

        assertThat(read(bytes).mono().samples()).containsExactly(1, 2, 3);
    }

    @Test
    void aFileThatIsReallyEmptyHasNoSamples() throws IOException {
        byte[] bytes = wave(fmt(1, 1, 8_000, 16), data(), chunk("LIST", new byte[10]));

        assertThat(read(bytes).mono().isEmpty()).isTrue();
    }

    @Test
    void chunksBeforeAndAfterTheDataArePassedOverWithTheirPadding() throws IOException {
        byte[] bytes =
                wave(
                        chunk("JUNK", new byte[3]),
                        chunk("fmt ", Arrays.copyOf(fmtBody(1, 1, 16_000, 16), 18)),
                        chunk("fact", new byte[4]),
                        data(7, 8),
                        chunk("LIST", new byte[11]));

        assertThat(read(bytes).mono()).isEqualTo(Pcm16.of(16_000, (short) 7, (short) 8));
    }

    @Test
    void anExtensibleFormatOfPcmIsPcm() throws IOException {
        byte[] body = Arrays.copyOf(fmtBody(0xfffe, 1, 16_000, 16), 40);
        body[24] = 1;

        assertThat(read(wave(chunk("fmt ", body), data(7))).mono().samples()).containsExactly(7);
        body[24] = 3;
        assertRefused(wave(chunk("fmt ", body), data(7)), "format 3 instead of PCM");
    }

    @Test
    void halfASampleOrHalfAFrameAtTheEndIsLeftOut() throws IOException {
        byte[] whole = wave(fmt(1, 2, 8_000, 16), data(1, 2, 3, 4));

        var wav = read(Arrays.copyOf(whole, whole.length - 1));

        assertThat(wav.channel(0).samples()).containsExactly(1);
        assertThat(wav.channel(1).samples()).containsExactly(2);
    }

    @ParameterizedTest
    @CsvSource({
        "3, 1, 8000, 32, format 3 instead of PCM",
        "7, 1, 8000, 8, format 7 instead of PCM",
        "1, 1, 8000, 24, 24 bits per sample instead of 16",
        "1, 1, 8000, 8, 8 bits per sample instead of 16",
        "1, 0, 8000, 16, 0 channels",
        "1, 9, 8000, 16, 9 channels",
        "1, 1, 0, 16, sample rate of 0 Hz"
    })
    void formatsThatAreNotReadAreNamed(
            int format, int channels, int rateHz, int bits, String message) {
        assertRefused(wave(fmt(format, channels, rateHz, bits), data(1)), message);
    }

    @Test
    void whatIsNoWaveFileIsRefused() {
        assertRefused(new byte[0], "not a WAVE file");
        assertRefused("<!DOCTYPE html><html>".getBytes(StandardCharsets.UTF_8), "not a WAVE file");
        byte[] bytes = wave(fmt(1, 1, 8_000, 16), data(1));
        bytes[3] = 'X';
        assertRefused(bytes, "RIFX is not supported");
        bytes[0] = 'X';
        assertRefused(bytes, "not a RIFF file");
    }

    @Test
    void missingOrBrokenChunksAreRefused() {
        assertRefused(wave(fmt(1, 1, 8_000, 16)), "no chunk 'data'");
        assertRefused(wave(data(1)), "no chunk 'fmt ' before the chunk 'data'");
        assertRefused(wave(chunk("fmt ", new byte[14])), "a chunk 'fmt ' of 14 bytes");
        byte[] bytes = wave(chunk("fmt ", fmtBody(1, 1, 8_000, 16)), data(1));
        assertRefused(Arrays.copyOf(bytes, 30), "the file ends within its chunk 'fmt '");
    }

    @Test
    void everyPrefixOfAFileIsReadOrRefusedButNeverBreaksTheReader() {
        byte[] bytes = wave(chunk("JUNK", new byte[3]), fmt(1, 1, 8_000, 16), data(1, 2, 3));
        for (int length = 0; length <= bytes.length; length++) {
            byte[] prefix = Arrays.copyOf(bytes, length);
            try {
                assertThat(read(prefix).mono().length()).isLessThanOrEqualTo(3);
            } catch (IOException e) {
                assertThat(e).isInstanceOf(WavFormatException.class).hasMessageMatching(".{8,}");
            }
        }
    }

    @Test
    void aStreamWithoutEndIsRefused() {
        var endless =
                new InputStream() {
                    @Override
                    public int read() {
                        return 0;
                    }

                    @Override
                    public int read(byte[] bytes, int offset, int length) {
                        return length;
                    }
                };

        assertThatThrownBy(() -> Wav.read(endless))
                .isInstanceOf(WavFormatException.class)
                .hasMessage("longer than 67108864 bytes");
    }

    @Test
    void halfAFrameIsNotWritten() throws IOException {
        try (var writer = WavWriter.to(new ByteArrayOutputStream(), 8_000, 2)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> writer.write(new short[3], 0, 3))
                    .withMessage("3 samples for 2 channels");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 9})
    void impossibleChannelsAreRefusedBeforeTheFileIsTouched(int channels) {
        Path file = folder.resolve("none.wav");

        assertThatIllegalArgumentException().isThrownBy(() -> WavWriter.to(file, 8_000, channels));
        assertThat(Files.exists(file)).isFalse();
    }

    @Test
    void closingTwiceClosesOnce() throws IOException {
        Path file = folder.resolve("twice.wav");
        var writer = WavWriter.to(file, 8_000, 1);
        writer.write(Pcm16.silence(8_000, Duration.ofSeconds(1)).samples(), 0, 8_000);
        writer.close();
        writer.close();

        assertThat(Files.size(file)).isEqualTo(44 + 16_000);
        assertThat(Wav.read(file).duration()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void nothingIsTakenAfterClosing() throws IOException {
        var writer = WavWriter.to(folder.resolve("closed.wav"), 8_000, 1);
        writer.close();

        assertThatThrownBy(() -> writer.write(new short[1], 0, 1))
                .isInstanceOf(ClosedChannelException.class);
    }

    private static Wav read(byte[] bytes) throws IOException {
        return Wav.read(new ByteArrayInputStream(bytes));
    }

    private static void assertRefused(byte[] bytes, String message) {
        assertThatThrownBy(() -> read(bytes))
                .isInstanceOf(WavFormatException.class)
                .hasMessage(message);
    }

    private static byte[] wave(byte[]... chunks) {
        int length = Arrays.stream(chunks).mapToInt(chunk -> chunk.length).sum();
        var out = ByteBuffer.allocate(12 + length).order(ByteOrder.LITTLE_ENDIAN);
        out.put(ascii("RIFF")).putInt(4 + length).put(ascii("WAVE"));
        for (byte[] chunk : chunks) {
            out.put(chunk);
        }
        return out.array();
    }

    private static byte[] chunk(String id, byte[] body) {
        int padded = body.length + body.length % 2;
        var out = ByteBuffer.allocate(8 + padded).order(ByteOrder.LITTLE_ENDIAN);
        return out.put(ascii(id)).putInt(body.length).put(body).array();
    }

    private static byte[] fmt(int format, int channels, int rateHz, int bits) {
        return chunk("fmt ", fmtBody(format, channels, rateHz, bits));
    }

    private static byte[] fmtBody(int format, int channels, int rateHz, int bits) {
        int frameBytes = channels * bits / 8;
        var out = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
        out.putShort((short) format).putShort((short) channels);
        out.putInt(rateHz).putInt(rateHz * frameBytes);
        return out.putShort((short) frameBytes).putShort((short) bits).array();
    }

    private static byte[] data(int... samples) {
        var out = ByteBuffer.allocate(2 * samples.length).order(ByteOrder.LITTLE_ENDIAN);
        for (int sample : samples) {
            out.putShort((short) sample);
        }
        return chunk("data", out.array());
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
