package dev.charla.speech.moonshine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnxruntime.OrtException;
import dev.charla.audio.Pcm16;
import dev.charla.audio.Resampler;
import dev.charla.audio.Wav;
import dev.charla.engine.recognition.Hypothesis;
import dev.charla.engine.recognition.Recognizer;
import dev.charla.engine.recognition.RecognizerBusyException;
import dev.charla.speech.ModelMissingException;
import dev.charla.speech.NpmPackage;
import java.io.ByteArrayInputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The model that is built in, and a person's voice. */
class MoonshineRecognizerTest {
    private static final int SECOND = Recognizer.SAMPLE_RATE_HZ;
    private static final MoonshineRecognizer EARS = new MoonshineRecognizer(4);
    private static short[] person = new short[0];

    @BeforeAll
    static void load() throws Exception {
        EARS.warmUp();
        person = Resampler.convert(Wav.read(NpmPackage.person()).mono(), SECOND).samples();
    }

    @AfterAll
    static void close() {
        EARS.close();
    }

    private static Hypothesis hear(short[] samples) throws Exception {
        Told told = new Told();
        Recognizer.Utterance utterance = EARS.open(told);
        utterance.audio(samples, 0, samples.length);
        utterance.finish();
        return told.end();
    }

    private static String plain(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z ]", "");
    }

    @Test
    void aPersonIsUnderstood() throws Exception {
        Hypothesis heard = hear(person);

        assertThat(plain(heard.text()))
                .contains("ask not what your country can do for you")
                .contains("ask what you can do for your country");
        assertThat(heard.certain()).isTrue();
    }

    @Test
    void wordsComeWhileAPersonSpeaks() throws Exception {
        Told told = new Told();
        Recognizer.Utterance utterance = EARS.open(told);

        utterance.audio(person, 0, 2 * SECOND);

        assertThat(plain(String.valueOf(told.nextPartial()))).contains("and so");
        utterance.cancel();
    }

    @Test
    void aPersonIsUnderstoodByTelephone() throws Exception {
        Pcm16 narrow = Resampler.convert(Pcm16.of(SECOND, person), 8_000);

        assertThat(plain(hear(Resampler.convert(narrow, SECOND).samples()).text()))
                .contains("what your country can do for you");
    }

    @Test
    void aPersonIsUnderstoodThroughAPoorSoundCard() throws Exception {
        short[] poor = person.clone();
        for (int i = 0; i < poor.length; i++) {
            poor[i] = (short) Math.clamp(4L * poor[i] + 6_000, Short.MIN_VALUE, Short.MAX_VALUE);
        }

        assertThat(plain(hear(poor).text())).contains("country can do for you");
    }

    @Test
    void whatIsNoSpeechBringsNoWordsForCertain() throws Exception {
        var random = new Random(3);
        short[] noise = new short[3 * SECOND];
        short[] music = new short[3 * SECOND];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (short) (random.nextGaussian() * 1_000);
            music[i] =
                    (short)
                            (3_000 * Math.sin(i * 0.1728)
                                    + 3_000 * Math.sin(i * 0.2177)
                                    + 3_000 * Math.sin(i * 0.2589));
        }

        assertThat(hear(new short[3 * SECOND])).isEqualTo(Hypothesis.NOTHING);
        assertThat(hear(noise).certain()).isFalse();
        assertThat(hear(music).certain()).isFalse();
    }

    @Test
    void whatIsTooShortForAWordIsNone() throws Exception {
        for (int length : new int[] {0, 160, 640, 1_599}) {
            assertThat(hear(new short[length])).as("silence").isEqualTo(Hypothesis.NOTHING);
            for (int at = SECOND; at < 2 * SECOND; at += SECOND / 10) {
                assertThat(hear(Arrays.copyOfRange(person, at, at + length)))
                        .as("%d samples from %d", length, at)
                        .isEqualTo(Hypothesis.NOTHING);
            }
        }
    }

    @Test
    void aMinuteIsHeardToItsEnd() throws Exception {
        short[] minute = new short[60 * SECOND];
        for (int at = 0; at + person.length <= minute.length; at += person.length) {
            System.arraycopy(person, 0, minute, at, person.length);
        }

        String[] times = plain(hear(minute).text()).split("fellow americans", -1);

        assertThat(times.length - 1).isEqualTo(5);
    }

    /**
     * With ears of its own: an utterance that another test cancelled may be open a moment longer.
     */
    @Test
    void moreUtterancesThanAllowedAreRefused() throws Exception {
        try (var ears = new MoonshineRecognizer(2)) {
            ears.warmUp();
            Recognizer.Utterance first = ears.open(new Told());
            ears.open(new Told());

            assertThatThrownBy(() -> ears.open(new Told()))
                    .isInstanceOf(RecognizerBusyException.class);
            first.cancel();
            ears.open(new Told()).cancel();
        }
    }

    @Test
    void aMissingOrDamagedModelIsToldAndEndsNothing() throws Exception {
        assertThatThrownBy(() -> MoonshineFiles.load(_ -> null))
                .isInstanceOf(ModelMissingException.class)
                .hasMessageContaining("vocabulary.txt is not in this application")
                .hasMessageContaining("./charla");
        assertThatThrownBy(() -> MoonshineFiles.load(_ -> new ByteArrayInputStream(new byte[9])))
                .isInstanceOf(ModelMissingException.class)
                .hasMessageContaining("damaged");

        var deaf = new MoonshineRecognizer(1, () -> MoonshineFiles.load(_ -> null));
        deaf.warmUp();
        assertDeaf(deaf);
        var withoutNatives =
                new MoonshineRecognizer(
                        1,
                        () -> {
                            throw new UnsatisfiedLinkError("libstdc++.so.6");
                        });
        withoutNatives.warmUp();
        assertDeaf(withoutNatives);
    }

    @Test
    void aMachineWithoutMemoryForTheModelEndsNothing() throws Exception {
        var withoutMemory =
                new MoonshineRecognizer(
                        1,
                        () -> {
                            throw new OutOfMemoryError("Cannot reserve direct buffer memory");
                        });
        withoutMemory.warmUp();
        assertDeaf(withoutMemory);
        var withoutNativeMemory =
                new MoonshineRecognizer(
                        1,
                        () -> {
                            throw new OrtException("Failed to allocate memory");
                        });
        withoutNativeMemory.warmUp();
        assertDeaf(withoutNativeMemory);
    }

    private static void assertDeaf(MoonshineRecognizer ears) throws Exception {
        assertThat(ears.isReady()).isTrue();
        Told told = new Told();
        Recognizer.Utterance utterance = ears.open(told);
        utterance.audio(new short[160], 0, 160);
        utterance.finish();
        assertThat(told.failure()).contains("Please type.");
        ears.close();
    }

    @Test
    void closingEndsWhatIsOpen() throws Exception {
        var ears = new MoonshineRecognizer(1);
        ears.warmUp();
        Told told = new Told();
        ears.open(told).audio(person, 0, SECOND);

        ears.close();
        ears.close();

        assertThat(told.failure()).contains("shut down");
        assertThat(ears.isReady()).isFalse();
    }
}
