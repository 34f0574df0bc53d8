package dev.charla.test.sound;

import static org.assertj.core.api.Assertions.assertThat;

import dev.charla.audio.Pcm16;
import dev.charla.audio.Resampler;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TonalVoiceTest {
    private static final String WORDS = "Is anything free on Tuesday, señora? 10:30 — “¡sí!” 你好";

    @ParameterizedTest
    @ValueSource(ints = {8_000, 16_000, 24_000, 48_000})
    void whatItSaysIsUnderstoodAtAnyRate(int rate) {
        assertThat(heard(Resampler.convert(TonalVoice.say(WORDS), rate))).isEqualTo(WORDS);
    }

    @Test
    void itIsUnderstoodInNoise() {
        var line = Resampler.convert(TonalVoice.say(WORDS), 8_000);
        var random = new Random(1);
        var noisy = new short[line.length()];
        for (int i = 0; i < noisy.length; i++) {
            noisy[i] = (short) (line.sample(i) + random.nextGaussian() * 300);
        }

        assertThat(heard(Pcm16.of(8_000, noisy))).contains("anything free on Tuesday");
    }

    @Test
    void ofWhatIsCutOffTheLettersThatSoundedAreUnderstood() {
        var said = TonalVoice.say("Tuesday at nine").samples();
        var cut = Arrays.copyOf(said, said.length * 10 / 17);

        assertThat(heard(Pcm16.of(24_000, cut))).isEqualTo("Tuesday a");
    }

    @Test
    void whatFollowsACutAtOnceIsUnderstood() {
        var first = TonalVoice.say("Tuesday at nine").samples();
        var both = new ArrayList<String>();
        var ear = new TonalListener(24_000, (text, _, _) -> both.add(text));
        ear.hear(first, 0, first.length / 2 + 300);
        var silence = new short[1_000];
        ear.hear(silence, 0, silence.length);
        var next = TonalVoice.say("Wednesday").samples();
        ear.hear(next, 0, next.length);
        ear.end();

        assertThat(both).last().isEqualTo("Wednesday");
    }

    @Test
    void piecesOfAnySizeAreHeardAlike() {
        var said = TonalVoice.say(WORDS).samples();
        List<String> words = new ArrayList<>();
        var ear = new TonalListener(24_000, (text, from, to) -> words.add(text + from + "-" + to));
        ear.hear(said, 0, said.length);
        List<String> again = new ArrayList<>();
        var other =
                new TonalListener(24_000, (text, from, to) -> again.add(text + from + "-" + to));
        for (int at = 0; at < said.length; at += 77) {
            other.hear(said, at, Math.min(77, said.length - at));
        }

        assertThat(again).isEqualTo(words).hasSizeGreaterThan(5);
    }

    private static String heard(Pcm16 audio) {
        List<String> words = new ArrayList<>();
        var ear = new TonalListener(audio.sampleRateHz(), (text, _, _) -> words.add(text));
        ear.hear(audio.samples(), 0, audio.length());
        ear.end();
        return String.join(" ", words);
    }
}
