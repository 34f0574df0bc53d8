package dev.charla.engine.reply;

import static org.assertj.core.api.Assertions.assertThat;

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

    private static String meant(String text, int piece) {
        Thoughts thoughts = new Thoughts();
        StringBuilder meant = new StringBuilder();
        for (int at = 0; at < text.length(); at += piece) {
            meant.append(thoughts.add(text.substring(at, Math.min(text.length(), at + piece))));
        }
        return meant.append(thoughts.finish()).toString();
    }
}
