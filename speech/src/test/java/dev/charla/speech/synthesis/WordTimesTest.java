package dev.charla.speech.synthesis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.charla.engine.synthesis.SpeechTiming;
import dev.charla.engine.synthesis.Synthesizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each word that is written and sounds is told once, in order, with the voice inside. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WordTimesTest {
    private final MarySynthesizer voice = new MarySynthesizer();

    @BeforeAll
    void load() {
        voice.warmUp();
    }

    @AfterAll
    void close() {
        voice.close();
    }

    private List<SpeechTiming.Word> told(String text) throws Exception {
        List<SpeechTiming.Word> words = new ArrayList<>();
        int[] made = {0};
        voice.speak(
                new Synthesizer.Sentence(text, voice.voices().getFirst(), 2, 1),
                new Synthesizer.Sink() {
                    @Override
                    public void audio(short[] samples) {
                        made[0] += samples.length;
                    }

                    @Override
                    public void timing(SpeechTiming timing) {
                        for (var word : timing.words()) {
                            words.add(
                                    new SpeechTiming.Word(
                                            word.text(),
                                            made[0] + word.fromSample(),
                                            word.samples()));
                        }
                    }
                });
        for (var word : words) {
            assertThat(word.fromSample() + word.samples()).as(text).isLessThanOrEqualTo(made[0]);
        }
        return words;
    }

    private void assertToldOnce(String text, List<String> written) throws Exception {
        List<SpeechTiming.Word> words = told(text);

        assertThat(words)
                .as(text)
                .extracting(SpeechTiming.Word::text)
                .containsExactlyElementsOf(written);
        for (int i = 1; i < words.size(); i++) {
            assertThat(words.get(i).fromSample())
                    .as("%s: %s", text, words.get(i).text())
                    .isGreaterThanOrEqualTo(
                            words.get(i - 1).fromSample() + words.get(i - 1).samples());
        }
    }

    /** Marks at the sides of words are written with spaces around them. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "It costs $25 or €3.50 or £1 million , not 5 $",
                "On the 21st of May 1999 at 7:30 p.m , 25 people came",
                "Dr Smith vs Mrs Jones , etc",
                "A well-known mother-in-law drove 65 mph for 5 km with 3.5 kg of 99% water",
                "Henry VIII and World War II , NASA and the FBI , U.S and UNESCO",
                "1,234,567,890,123 and 9,876,543,210,987 and 1,111,111,111,111 apples for 3 people",
                "Yes . Yes . Yes . I said yes . I said yes . I said yes . Yes",
                "It is 5 degrees and 1/2 of 3 + 4 = 7 and 10 × 5 is 50",
                "Don't you know it's o'clock , y'all ? I'd've gone",
                "café naïve Łódź straße São Tomé and smørrebrød",
                "Write to ana.b@example.org or see https://www.example.org/some/page now",
                "the e.g thing , i.e this , a.m and p.m",
                "12 34 56 7 8 9",
                "hmm pfft shh mmm brr tsk zzz ok",
                "x y z Q R 3 B",
                "2,500 m are 2.5 km ; 1990s and 90% off",
            })
    void eachWrittenWordIsToldOnceAndInOrder(String text) throws Exception {
        assertToldOnce(text, bare(text));
    }

    @Test
    void wordsOfOtherScriptsDoNotTakeTheTimesOfThoseBesideThem() throws Exception {
        assertToldOnce("日本 5 km", List.of("5", "km"));
        assertToldOnce(
                "She said שלום and привет to 12 25",
                List.of("She", "said", "and", "to", "12", "25"));
    }

    @Test
    void soDoesWhateverIsPutTogetherOfNumbersUnitsAndWords() throws Exception {
        String[] pool = {
            "one", "21", "$5", "€1.50", "3rd", "5 km", "99%", "1999", "Dr", "well-known", "it's",
            "7:45", "NASA", "1/2", "the", "the", "apple", "1,000,000", "10-20", "U.S", "£3", "2.5"
        };
        long seed = 20_261_130;
        Random random = new Random(seed);
        for (int i = 0; i < 25; i++) {
            List<String> parts = new ArrayList<>();
            for (int j = 0; j < 3 + random.nextInt(9); j++) {
                parts.add(pool[random.nextInt(pool.length)]);
            }
            String sentence = String.join(" ", parts);
            String text = random.nextInt(3) == 0 ? sentence + " . " + sentence : sentence;
            assertToldOnce(text, bare(text));
        }
    }

    private static List<String> bare(String text) {
        List<String> words = new ArrayList<>(Arrays.asList(text.split(" ")));
        words.removeIf(word -> word.codePoints().noneMatch(Character::isLetterOrDigit));
        return Collections.unmodifiableList(words);
    }
}
