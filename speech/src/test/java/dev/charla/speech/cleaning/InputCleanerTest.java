package dev.charla.speech.cleaning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.charla.engine.cleaning.InputCleaner;
import dev.charla.engine.endpointing.SpeechDetector;
import dev.charla.engine.endpointing.TurnDetector;
import dev.charla.engine.endpointing.TurnDetectorOptions;
import dev.charla.speech.FvadSubbandDetector;
import dev.charla.speech.TestVoice;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InputCleanerTest {
    private static final int RATE = 16_000;

    /** What the agent says: some fifteen seconds. */
    private static final String[] AGENT = {
        "the weather in lima is mild today and it will stay like that until friday",
        "you could take the train at eight in the morning and be there before noon",
        "there are three museums near the station and all of them are open on sunday",
        "shall i look for a table in the garden of the restaurant next to the river"
    };

    private static final String CALLER = "good morning please stop and set a timer for ten minutes";

    @ParameterizedTest(name = "{0} ms, {1} dB")
    @CsvSource({"40, -6", "350, -6", "900, -12", "1500, -6"})
    void theAgentsVoiceIsTakenOutWhateverItsDelay(int delayMs, double gainDb) {
        short[] agent = said(AGENT);
        short[] heard = TestVoice.withPinkNoise(new Room(1, delayMs, gainDb).hear(agent), -65, 3);

        Cleaned cleaned = clean(heard, agent, true, false);

        int from = heard.length / 2;
        double reduction =
                levelDb(heard, from, heard.length) - levelDb(cleaned.words, from, heard.length);
        System.out.printf(
                "echo after %d ms at %.0f dB: %.1f dB taken out in the second half%n",
                delayMs, gainDb, reduction);
        assertThat(reduction).isGreaterThan(15);
    }

    @Test
    void anEchoBeginsNoTurnOnceItIsKnown() throws Exception {
        short[] agent = said(AGENT);
        short[] heard = TestVoice.withPinkNoise(new Room(2, 300, -6).hear(agent), -65, 3);

        List<Long> without = onsets(heard);
        List<Long> with = onsets(clean(heard, agent, true, false).turns);

        System.out.printf("onsets by the agent's own voice: %s ms, cleaned %s ms%n", without, with);
        assertThat(without).hasSizeGreaterThanOrEqualTo(3);
        assertThat(with).allMatch(ms -> ms < 4_500).hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void theCallerIsHeardWhileTheAgentSpeaks() throws Exception {
        short[] agent = said(AGENT);
        short[] caller = new short[agent.length];
        short[] said = TestVoice.say(CALLER);
        int at = agent.length * 6 / 10;
        System.arraycopy(said, 0, caller, at, Math.min(said.length, agent.length - at));
        short[] echo = new Room(3, 200, -10).hear(agent);
        short[] heard = mixed(echo, caller);

        Cleaned cleaned = clean(heard, agent, true, false);

        double before = correlation(caller, heard, at, said.length, 0);
        double after =
                correlation(caller, cleaned.words, at, said.length, InputCleaner.DELAY_SAMPLES);
        List<Long> onsets = onsets(cleaned.turns);
        System.out.printf(
                "caller over the agent: likeness %.2f, cleaned %.2f; onsets %s, spoken at %d ms%n",
                before, after, onsets, at / 16);
        assertThat(after).isGreaterThan(before);
        assertThat(onsets).anyMatch(ms -> ms > at / 16 - 400 && ms < at / 16 + 1_500);
    }

    @Test
    void withoutAReferenceNothingIsTakenOut() {
        short[] heard = TestVoice.say(CALLER);

        Cleaned cleaned = clean(heard, new short[heard.length], true, false);

        assertThat(correlation(heard, cleaned.words, 0, heard.length, InputCleaner.DELAY_SAMPLES))
                .isGreaterThan(0.999);
    }

    @ParameterizedTest(name = "pink noise at {0} dBFS")
    @CsvSource({"-50", "-40", "-30"})
    void noiseIsTurnedDownAndSpeechIsNot(double noiseDbfs) throws Exception {
        short[] speech = said(AGENT);
        short[] heard = TestVoice.withPinkNoise(speech, noiseDbfs, 5);

        Cleaned cleaned = clean(heard, null, false, true);

        // The pauses between sentences, once the noise is known.
        boolean[] voiced = voiced(speech);
        double noise = shareDb(heard, voiced, false) - shareDb(cleaned.turns, voiced, false);
        double voice = shareDb(speech, voiced, true) - shareDb(cleaned.turns, voiced, true);
        System.out.printf(
                "pink noise at %.0f dBFS: %.1f dB less noise, %.1f dB less speech; %d onsets, cleaned %d%n",
                noiseDbfs, noise, voice, onsets(heard).size(), onsets(cleaned.turns).size());
        assertThat(noise).isGreaterThan(8);
        assertThat(voice).isLessThan(3);
    }

    private static final class Cleaned {
        final short[] words;
        final short[] turns;

        Cleaned(short[] words, short[] turns) {
            this.words = words;
            this.turns = turns;
        }
    }

    private static Cleaned clean(
            short[] heard, short @Nullable [] reference, boolean echo, boolean noise) {
        InputCleaner cleaner = new InputCleaner(echo, noise);
        short[] words = new short[heard.length + RATE];
        short[] turns = new short[heard.length + RATE];
        int[] end = {0};
        for (int at = 0; at < heard.length; at += 320) {
            int length = Math.min(320, heard.length - at);
            cleaner.process(
                    Arrays.copyOfRange(heard, at, at + length),
                    reference == null ? null : Arrays.copyOfRange(reference, at, at + length),
                    length,
                    (forWords, forTurns, count) -> {
                        System.arraycopy(forWords, 0, words, end[0], count);
                        System.arraycopy(forTurns, 0, turns, end[0], count);
                        end[0] += count;
                    });
        }
        return new Cleaned(Arrays.copyOf(words, end[0]), Arrays.copyOf(turns, end[0]));
    }

    private static short[] said(String... sentences) {
        List<short[]> all = new ArrayList<>();
        for (String sentence : sentences) {
            all.add(TestVoice.say(sentence));
        }
        return TestVoice.joined(all);
    }

    private static short[] mixed(short[] one, short[] other) {
        short[] sum = new short[one.length];
        for (int i = 0; i < sum.length; i++) {
            sum[i] = (short) Math.clamp(one[i] + other[i], -32_768, 32_767);
        }
        return sum;
    }

    /** Where turns begin, in ms, the prefix included. */
    private static List<Long> onsets(short[] audio) throws Exception {
        List<Long> onsets = new ArrayList<>();
        try (SpeechDetector detector = new FvadSubbandDetector()) {
            TurnDetector turns = new TurnDetector(detector, TurnDetectorOptions.DEFAULT);
            for (int at = 0; at + SpeechDetector.FRAME_SAMPLES <= audio.length; at += 320) {
                if (turns.accept(audio, at) instanceof TurnDetector.Verdict.Onset(var startMs)) {
                    onsets.add(startMs);
                }
            }
        }
        return onsets;
    }

    private static double levelDb(short[] audio, int from, int to) {
        double sum = 1e-3;
        int end = Math.min(to, audio.length);
        for (int i = from; i < end; i++) {
            sum += (double) audio[i] * audio[i];
        }
        return 10 * Math.log10(sum / (end - from));
    }

    /** How alike two stretches are, 0 to 1, the second coming later. */
    private static double correlation(
            short[] one, short[] other, int from, int length, int laterSamples) {
        double both = 0;
        double first = 1e-9;
        double second = 1e-9;
        for (int i = from;
                i < from + length && i < one.length && i + laterSamples < other.length;
                i++) {
            both += (double) one[i] * other[i + laterSamples];
            first += (double) one[i] * one[i];
            second += (double) other[i + laterSamples] * other[i + laterSamples];
        }
        return both / Math.sqrt(first * second);
    }

    /** Which blocks of 10 ms are within 30 dB of the loudest. */
    private static boolean[] voiced(short[] speech) {
        boolean[] voiced = new boolean[speech.length / 160];
        double loudest = 0;
        double[] levels = new double[voiced.length];
        for (int i = 0; i < voiced.length; i++) {
            levels[i] = levelDb(speech, i * 160, i * 160 + 160);
            loudest = Math.max(loudest, levels[i]);
        }
        for (int i = 0; i < voiced.length; i++) {
            voiced[i] = levels[i] > loudest - 30;
        }
        return voiced;
    }

    /** The level of the voiced or of the silent blocks, those next to the others left out. */
    private static double shareDb(short[] audio, boolean[] voiced, boolean which) {
        double sum = 1e-3;
        int count = 0;
        // Two seconds to get to know the noise.
        for (int i = 200; i < voiced.length - 8; i++) {
            boolean plain = true;
            for (int near = -8; near <= 8; near++) {
                plain &= which || voiced[i + near] == which;
            }
            if (voiced[i] == which && plain && (i + 4) * 160 < audio.length) {
                for (int j = i * 160; j < i * 160 + 160; j++) {
                    sum += (double) audio[j] * audio[j];
                    count++;
                }
            }
        }
        return 10 * Math.log10(sum / Math.max(1, count));
    }
}
