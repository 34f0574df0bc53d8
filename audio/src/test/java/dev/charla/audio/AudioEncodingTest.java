package dev.charla.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.charla.audio.AudioEncoding.Coding;
import java.time.Duration;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class AudioEncodingTest {
    static Stream<AudioEncoding> encodings() {
        return Stream.of(
                AudioEncoding.PCM16_24KHZ,
                AudioEncoding.PCM16_16KHZ,
                AudioEncoding.PCM16_8KHZ,
                AudioEncoding.G711_ULAW,
                AudioEncoding.G711_ALAW);
    }

    @ParameterizedTest
    @CsvSource({
        ", , PCM16, 24000",
        "pcm16, , PCM16, 24000",
        "pcm16, 16000, PCM16, 16000",
        "pcm16, 8000, PCM16, 8000",
        "pcm16, 44100, PCM16, 44100",
        ", 16000, PCM16, 16000",
        "g711_ulaw, , G711_ULAW, 8000",
        "g711_alaw, 8000, G711_ALAW, 8000"
    })
    void inputIsNamedByAFormatAndARate(
            @Nullable String format, @Nullable Integer rateHz, Coding coding, int expectedHz) {
        assertThat(AudioEncoding.ofInput(format, rateHz))
                .contains(new AudioEncoding(coding, expectedHz));
    }

    @ParameterizedTest
    @CsvSource({
        "pcm16, 11025",
        "pcm16, 0",
        "g711_ulaw, 24000",
        "pcm16_16000hz,",
        "PCM16,",
        "mp3,",
        "'',"
    })
    void inputThatTheProtocolDoesNotKnowIsNone(String format, @Nullable Integer rateHz) {
        assertThat(AudioEncoding.ofInput(format, rateHz)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "pcm16, PCM16, 24000, pcm16",
        "pcm16_24000hz, PCM16, 24000, pcm16",
        "pcm16_16000hz, PCM16, 16000, pcm16_16000hz",
        "pcm16-8000hz, PCM16, 8000, pcm16_8000hz",
        "pcm16_22050hz, PCM16, 22050, pcm16_22050hz",
        "g711_ulaw, G711_ULAW, 8000, g711_ulaw",
        "g711_alaw, G711_ALAW, 8000, g711_alaw"
    })
    void outputIsNamedInOneWord(String name, Coding coding, int rateHz, String canonical) {
        var encoding = AudioEncoding.ofOutput(name).orElseThrow();

        assertThat(encoding).isEqualTo(new AudioEncoding(coding, rateHz));
        assertThat(encoding.outputName()).isEqualTo(canonical);
        assertThat(AudioEncoding.ofInput(encoding.inputName(), encoding.sampleRateHz()))
                .contains(encoding);
    }

    @ParameterizedTest
    @CsvSource({"pcm16_11025hz", "pcm16_99999hz", "pcm16_16000", "pcm16_016000hz", "opus", "''"})
    void outputThatTheProtocolDoesNotKnowIsNone(String name) {
        assertThat(AudioEncoding.ofOutput(name)).isEmpty();
    }

    @Test
    void outputWithoutANameIsTheDefault() {
        assertThat(AudioEncoding.ofOutput(null)).contains(AudioEncoding.PCM16_24KHZ);
    }

    @Test
    void g711AtAnotherRateIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AudioEncoding(Coding.G711_ULAW, 16_000))
                .withMessage("G711_ULAW at 16000 Hz");
        assertThatIllegalArgumentException().isThrownBy(() -> new AudioEncoding(Coding.PCM16, 0));
    }

    @ParameterizedTest
    @CsvSource({
        "pcm16, 48",
        "pcm16_16000hz, 32",
        "pcm16_8000hz, 16",
        "g711_ulaw, 8",
        "g711_alaw, 8"
    })
    void bytesPerMillisecondAreTheProtocols(String name, int bytes) {
        var encoding = AudioEncoding.ofOutput(name).orElseThrow();

        assertThat(encoding.bytesPerSecond()).isEqualTo(1_000 * bytes);
        assertThat(encoding.bytes(Duration.ofMillis(100))).isEqualTo(100L * bytes);
        assertThat(encoding.duration(100L * bytes)).isEqualTo(Duration.ofMillis(100));
    }

    @Test
    void halfASamplePlaysNoTime() {
        assertThat(AudioEncoding.PCM16_24KHZ.duration(961)).isEqualTo(Duration.ofMillis(20));
    }

    @ParameterizedTest
    @MethodSource("encodings")
    void aToneSurvivesAsWellAsTheEncodingAllows(AudioEncoding encoding) {
        int rateHz = encoding.sampleRateHz();
        var tone = TestSignals.sine(rateHz, 997, -10, rateHz / 5);

        byte[] bytes = encoding.encode(tone);
        var back = encoding.decode(bytes);

        assertThat(bytes).hasSize((int) encoding.bytes(tone.duration()));
        assertThat(back.duration()).isEqualTo(tone.duration());
        var fit = ToneFit.of(back, 997, 0, back.length());
        assertThat(Levels.ofAmplitude(fit.amplitude())).isCloseTo(-10, within(0.1));
        assertThat(fit.sinadDb()).isGreaterThan(encoding.coding() == Coding.PCM16 ? 80 : 35);
    }

    @ParameterizedTest
    @MethodSource("encodings")
    void bytesCutAnywhereDecodeToTheSameSamples(AudioEncoding encoding) {
        RandomGenerator random = TestSignals.random(3);
        byte[] bytes = encoding.encode(TestSignals.whiteNoise(encoding.sampleRateHz(), 0, 999, 3));
        var decoder = encoding.decoder();
        var samples = new short[999];

        int written = 0;
        for (int at = 0; at < bytes.length; ) {
            int chunk = Math.min(random.nextInt(0, 10), bytes.length - at);
            int announced = decoder.samplesFrom(chunk);
            int made = decoder.decode(bytes, at, chunk, samples, written);
            assertThat(made).isEqualTo(announced);
            written += made;
            at += chunk;
        }

        assertThat(written).isEqualTo(999);
        assertThat(Pcm16.of(encoding.sampleRateHz(), samples)).isEqualTo(encoding.decode(bytes));
    }

    @Test
    void resetForgetsHalfASample() {
        var decoder = AudioEncoding.PCM16_24KHZ.decoder();
        var out = new short[1];
        decoder.decode(new byte[] {9}, 0, 1, out, 0);

        decoder.reset();

        assertThat(decoder.decode(new byte[] {1, 0}, 0, 2, out, 0)).isEqualTo(1);
        assertThat(out[0]).isEqualTo((short) 1);
    }

    @ParameterizedTest
    @MethodSource("encodings")
    void encodingAPartSaysHowManyBytesItTook(AudioEncoding encoding) {
        short[] samples = {1, 8, -8, 1};
        var out = new byte[8];

        int bytes = encoding.encode(samples, 1, out, 1, 2);

        assertThat(bytes).isEqualTo(2 * encoding.bytesPerSample());
        assertThat(out[0]).isZero();
        assertThat(out[1 + bytes]).isZero();
    }

    @Test
    void audioOfAnotherRateIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AudioEncoding.PCM16_24KHZ.encode(Pcm16.of(16_000)))
                .withMessage("0 samples at 16000 Hz for pcm16");
    }
}
