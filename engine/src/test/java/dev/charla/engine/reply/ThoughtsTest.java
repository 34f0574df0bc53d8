package dev.charla.engine.reply;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThoughtsTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "<think>secret</think>Four., Four.",
                "Well. <think>secret</think>Four., Well. Four.",
                "<THINK>secret</Think>Four., Four.",
                "<thinking>secret</thinking><reasoning>secret</reasoning>Four., Four.",
                "<think>a < b <b>secret</b> </thin</think>Four., Four.",
                "<think></think>Four., Four.",
                "secret</think>Four., secretFour.",
                "a < b and <b>bold</b> and <thin, a < b and <b>bold</b> and <thin",
                "<<think>secret</think>Four., <Four.",
                "Four.<think>secret without an end, Four.",
                "<think>secret, ''",
            })
    void onlyWhatIsThoughtAloudIsTakenOutHoweverTheTextIsDealtOut(String text, String meant) {
        String expected = meant.equals("''") ? "" : meant;

        assertThat(meant(text, text.length())).isEqualTo(expected);
        assertThat(meant(text, 1)).isEqualTo(expected);
        assertThat(meant(text, 4)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "secret</think>Four., Four.",
        "secret <b>x</b></think>Four. <think>secret</think>Five., Four. Five.",
        "No thought at all., No thought at all.",
        "<think>secret</think>Four., Four."
    })
    void ofAModelThatBeginsInThoughtNothingIsMeantBeforeTheMark(String text, String meant) {
        for (int piece : new int[] {1, 4, text.length()}) {
            assertThat(meant(new Thoughts(true), text, piece)).isEqualTo(meant);
        }
    }

    @Test
    void whatMayBeThoughtIsForgottenWhereTheAnswerBreaksOff() {
        var thoughts = new Thoughts(true);

        assertThat(thoughts.add("The user wants")).isEmpty();
        thoughts.forget();

        assertThat(thoughts.finish()).isEmpty();
    }

    private static String meant(String text, int piece) {
        return meant(new Thoughts(), text, piece);
    }

    private static String meant(Thoughts thoughts, String text, int piece) {
        StringBuilder meant = new StringBuilder();
        for (int at = 0; at < text.length(); at += piece) {
            meant.append(thoughts.add(text.substring(at, Math.min(text.length(), at + piece))));
        }
        return meant.append(thoughts.finish()).toString();
    }
}
