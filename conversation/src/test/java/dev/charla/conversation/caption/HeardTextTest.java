package dev.charla.conversation.caption;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class HeardTextTest {
    private static final int SECOND = 24_000;

    private final HeardText heard = new HeardText();
    private String text = "";

    @Test
    void nothingIsHeardOfAnAnswerThatHasNoAudioYet() {
        say("Hello there, my friend.");

        assertThat(heardAt(0, false)).isEmpty();
    }

    @Test
    void allIsHeardWhenAllWasPlayed() {
        say("Hello there.");
        heard.audio(SECOND);

        assertThat(heardAt(SECOND, true)).isEqualTo("Hello there.");
    }

    @Test
    void timesOfWordsCountWhereTheyAreKnown() {
        say("one two three");
        heard.word(3, SECOND / 2);
        heard.word(7, 3 * SECOND);
        heard.word(13, 7 * SECOND / 2);
        heard.audio(4 * SECOND);

        assertThat(heardAt(SECOND / 4, true)).isEmpty();
        assertThat(heardAt(2 * SECOND, true)).isEqualTo("one");
        assertThat(heardAt(3 * SECOND, false)).isEqualTo("one two");
        assertThat(heardAt(4 * SECOND, true)).isEqualTo("one two three");
    }

    @Test
    void whatWasHeardEndsWithAWord() {
        say("one two three four");
        heard.audio(4 * SECOND);

        assertThat(heardAt(2 * SECOND, true)).isEqualTo("one two");
    }

    @Test
    void eachStretchOfWordsBelongsToTheAudioThatFollowsIt() {
        say("First. ");
        heard.audio(4 * SECOND);
        say("Second one, quickly said.");
        heard.audio(SECOND);

        assertThat(heardAt(4 * SECOND, true)).isEqualTo("First.");
        assertThat(heardAt(4 * SECOND + SECOND / 2, true)).isEqualTo("First. Second one,");
    }

    @Test
    void wordsThatComeAfterAllTheAudioBelongToIt() {
        heard.audio(2 * SECOND);
        say("one two three four");

        assertThat(heardAt(SECOND, true)).isEqualTo("one two");
    }

    @Test
    void wordsAheadOfTheirAudioDoNotCountAsHeard() {
        say("a ".repeat(500));
        heard.audio(SECOND);

        assertThat(heardAt(SECOND, false).length()).isLessThanOrEqualTo(HeardText.CHARS_PER_SECOND);
    }

    @Test
    void aTextThatTurnsOutLongerOrShorterIsTakenAsItIs() {
        say("one two thr");
        heard.audio(2 * SECOND);
        text = "one two three four";
        heard.textIs(text.length());
        assertThat(heardAt(2 * SECOND, true)).isEqualTo(text);

        text = "one";
        heard.textIs(text.length());
        assertThat(heardAt(2 * SECOND, true)).isEqualTo("one");
    }

    @Test
    void moreAudioNeverMeansFewerWords() {
        for (long seed = 1; seed <= 200; seed++) {
            var random = new Random(seed);
            var map = new HeardText();
            var words = new StringBuilder();
            long samples = 0;
            for (int i = 0; i < 30; i++) {
                if (random.nextBoolean()) {
                    var word = "w".repeat(1 + random.nextInt(8)) + " ";
                    words.append(word);
                    map.text(word.length());
                } else {
                    int audio = random.nextInt(6_000);
                    map.audio(audio);
                    samples += audio;
                }
            }
            for (boolean complete : new boolean[] {false, true}) {
                int last = 0;
                for (long at = 0; at <= samples; at += 997) {
                    int chars = map.heard(words.toString(), at, complete);
                    assertThat(chars)
                            .as("seed %d at %d, complete %s", seed, at, complete)
                            .isBetween(last, words.length());
                    last = chars;
                }
            }
        }
    }

    private void say(String words) {
        text += words;
        heard.text(words.length());
    }

    private String heardAt(long samples, boolean complete) {
        return text.substring(0, heard.heard(text, samples, complete));
    }
}
