package dev.charla.skills.words;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokensTest {
    /** More repeats than an expression that recurses finds stack for. */
    private static final int REPEATS = 20_000;

    @ParameterizedTest
    @ValueSource(
            strings = {"'a", "a'", "a", ",123", "1.", ".1", "a-", "- ", "+", "(", "\u0301", "a b "})
    void textOfAnyLengthIsCutIntoWordsWithoutRecursion(String piece) {
        assertThat(Tokens.of("a1" + piece.repeat(REPEATS))).isNotEmpty();
        assertThat(Tokens.of(piece.repeat(REPEATS))).hasSizeLessThanOrEqualTo(61);
    }

    @Test
    void oldSpellingsOfDaysAreNewOnes() {
        assertThat(Tokens.of("To-day and to-morrow"))
                .extracting(Token::word)
                .containsExactly("today", "and", "tomorrow");
    }

    @Test
    void wordsWithApostrophesStayWhole() {
        assertThat(Tokens.of("rock'n'roll at five o'clock, d'accord'"))
                .extracting(Token::written)
                .containsExactly("rock'n'roll", "at", "five", "o'clock", "d'accord");
    }
}
