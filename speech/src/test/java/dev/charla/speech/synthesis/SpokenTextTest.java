package dev.charla.speech.synthesis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpokenTextTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    50% off                 | fifty percent off
                    It is 20°C.             | It is twenty degrees celsius.
                    -5 °F and 1°            | minus five degrees fahrenheit and one degree
                    €5 or 5 €               | five euros or five euros
                    $5.20, $1, £0.01        | five dollars twenty cents, one dollar, zero pounds one penny
                    $3.5 million            | three point five million dollars
                    3 × 4 = 12              | three times four equals twelve
                    8 ÷ 2 + 7 - 3           | eight divided by two plus seven minus three
                    in 1492 and 1905        | in fourteen ninety two and nineteen oh five
                    1066, 2005, 2026, 1500  | ten sixty six, two thousand five, twenty twenty six, fifteen hundred
                    the 1990s               | the nineteen nineties
                    the 4th, 21st, 12th     | the fourth, twenty first, twelfth
                    Henry VIII, World War II | Henry the eighth, World War two
                    Louis XIV and Malcolm X | Louis the fourteenth and Malcolm X
                    at 12:05 or 9:30 pm     | at twelve oh five or nine thirty P M
                    at 12:00, 5pm           | at twelve o'clock, five P M
                    3.14 and 1,234,567      | three point one four and one million two hundred thirty four thousand five hundred sixty seven
                    3/4 or 7/8              | three quarters or seven over eight
                    20 km/h, 1 kg, 3 m      | twenty kilometers per hour, one kilogram, three meters
                    Dr. Smith, e.g. this    | doctor Smith, for example this
                    AI by NASA in the U.S.  | A I by nasa in the U S
                    don’t say naïve         | don't say naive
                    **bold** and `code`     | bold and code
                    see http://a.org/b.     | see a dot org slash b.
                    ask me@a.com!           | ask me at a dot com!
                    R&D, C++, #1            | R and D, C plus plus, number one
                    2-3 days, twenty-one    | two to three days, twenty one
                    No. 5                   | number five
                    x² + y                  | x squared plus y
                    wait… ok — fine         | wait. ok, fine
                    STOP IT RIGHT NOW       | stop it right now
                    """)
    void readsAsAPersonWould(String written, String spoken) {
        assertThat(SpokenText.of(written)).isEqualTo(spoken);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "...", "?!", "Привет", "你好", "😀", "— * _ `"})
    void whatCannotBeSpokenLeavesNoWord(String written) {
        assertThat(SpokenText.hasWords(SpokenText.of(written))).isFalse();
    }

    @Test
    void onlyLettersApostrophesAndMarksAreLeftOfAnything() {
        var random = new Random(11);
        for (int run = 0; run < 500; run++) {
            var written = new StringBuilder();
            for (int i = 0; i < 40; i++) {
                written.appendCodePoint(
                        random.nextInt(10) == 0
                                ? 0x20 + random.nextInt(0x300)
                                : 0x20 + random.nextInt(0x5f));
            }

            assertThat(SpokenText.of(written.toString()))
                    .as(written.toString())
                    .matches("[\\p{IsLatin}',.?!;: ]*");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'Hello, caf\u00e9 \u2013 100 %! \ud83d\ude00',true",
        "'',true",
        "\uff21\uff22 \u2460,true",
        "\u0645\u0631\u062d\u0628\u0627,false",
        "Say \u3053\u3093\u306b\u3061\u306f now,false",
        "\u03c0 is three,false"
    })
    void lettersOfOtherScriptsAreNotSpoken(String written, boolean all) {
        assertThat(SpokenText.keepsLetters(written)).isEqualTo(all);
    }
}
