package dev.charla.speech.synthesis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which written word each spoken one is said for. */
class WrittenWordsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Hello, you.|hello you|Hello you",
                "It is 21 degrees.|it is twenty one degrees|It is 21 21 degrees",
                "Pay $5 now|pay five dollars now|Pay $5 $5 now",
                "At 7:30 p.m.|at seven thirty P M|At 7:30 7:30 p.m p.m",
                "Don't (really) go!|don't really go|Don't really go",
                "a & b|a and b|a a b",
                "one - two|one two|one two",
                "12 34|twelve thirty four|12 34 34"
            })
    void wordsAreFoundAgain(String written, String spoken, String expected) {
        List<String> words = List.of(spoken.split(" "));
        WrittenWords found = WrittenWords.of(written, words);

        List<String> texts = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            texts.add(found.of(i) < 0 ? "-" : found.text(found.of(i)));
        }
        assertThat(String.join(" ", texts)).isEqualTo(expected);
    }
}
