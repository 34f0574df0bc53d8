package dev.charla.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.charla.audio.Resampler;
import dev.charla.engine.recognition.Hypothesis;
import dev.charla.engine.recognition.Recognizer;
import dev.charla.engine.recognition.RecognizerBusyException;
import dev.charla.engine.synthesis.SynthesisException;
import dev.charla.engine.synthesis.Synthesizer;
import dev.charla.meaning.MiniLmSentenceModel;
import dev.charla.skills.SkillCheck;
import dev.charla.skills.SkillCheck.Taken;
import dev.charla.skills.SkillCheck.Way;
import dev.charla.skills.SkillFiles;
import dev.charla.speech.moonshine.MoonshineRecognizer;
import dev.charla.speech.synthesis.EspeakSynthesizer;
import dev.charla.speech.synthesis.MarySynthesizer;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a newcomer says in the first minute, spoken, heard and taken by the skills. */
class SpokenNewcomerTest {
    private static final int BEFORE = Recognizer.SAMPLE_RATE_HZ * 3 / 10;
    private static final int AFTER = Recognizer.SAMPLE_RATE_HZ / 5;

    private static final Recognizer EARS = new MoonshineRecognizer(2);
    private static MiniLmSentenceModel meanings;
    private static SkillCheck skills;
    private static List<String> sentences = List.of();

    @BeforeAll
    static void load() throws Exception {
        EARS.warmUp();
        meanings = MiniLmSentenceModel.load();
        skills = new SkillCheck(SkillFiles.builtIn(), meanings);
        sentences =
                Files.readAllLines(
                        Repository.file(
                                "meaning/src/test/resources/dev/charla/meaning/newcomer.txt"));
    }

    @AfterAll
    static void close() {
        EARS.close();
        meanings.close();
    }

    @Test
    void theEnginesOwnVoiceIsTakenForWhatItSays() throws Exception {
        try (var voice = new MarySynthesizer()) {
            assertThat(right(voice, voice.voices().getFirst())).isGreaterThanOrEqualTo(26);
        }
    }

    @Test
    void anotherSynthesisersVoicesAreTakenForWhatTheySay() throws Exception {
        try (var voice = EspeakSynthesizer.of("espeak-ng", List.of("en-us", "en-gb"))) {
            assertThat(right(voice, voice.voices().getFirst())).isGreaterThanOrEqualTo(25);
            assertThat(right(voice, voice.voices().getLast())).isGreaterThanOrEqualTo(23);
        }
    }

    /** How many are taken for the intent that the words themselves are taken for. */
    private static int right(Synthesizer synthesizer, String voice) throws Exception {
        int right = 0;
        int wrong = 0;
        for (String sentence : sentences) {
            String heard = hear(spoken(synthesizer, voice, sentence)).text();
            Taken meant = skills.taken(sentence);
            Taken taken = skills.taken(heard);
            boolean answered = taken.way() == Way.PHRASE || taken.way() == Way.MEANING;
            if (answered && taken.intent().equals(meant.intent())) {
                right++;
            } else {
                wrong += answered ? 1 : 0;
                System.out.printf(
                        "%s: \"%s\" heard as \"%s\", %s %s%n",
                        voice, sentence, heard, taken.way(), taken.intent());
            }
        }
        System.out.printf(
                "%s: %d of %d right, %d taken for another%n",
                voice, right, sentences.size(), wrong);
        assertThat(wrong).as("taken for another").isLessThanOrEqualTo(1);
        return right;
    }

    private static short[] spoken(Synthesizer synthesizer, String voice, String text)
            throws InterruptedException, SynthesisException {
        return Resampler.convert(
                        Spoken.by(synthesizer, new Synthesizer.Sentence(text, voice, 1, 0.7)),
                        Recognizer.SAMPLE_RATE_HZ)
                .samples();
    }

    /** With the silence that the service hands over around a turn. */
    private static Hypothesis hear(short[] speech) throws RecognizerBusyException {
        short[] padded = Arrays.copyOf(new short[BEFORE], BEFORE + speech.length + AFTER);
        System.arraycopy(speech, 0, padded, BEFORE, speech.length);
        return Spoken.heardBy(EARS, padded);
    }
}
