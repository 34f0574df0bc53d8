package dev.charla.conversation.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatternGuardTest {
    private static final Verdict STOP = Verdict.stop("Not here.");

    @ParameterizedTest
    @CsvSource({
        "you have a cold, false, pass",
        "you have cancer., false, stop",
        "you have cancer, false, undecided",
        "you have cancer, true, stop",
        "cancer and more, false, stop",
        "a cancerous thing, false, pass",
    })
    void aMatchThatMoreWordsCouldUndoDecidesNothingYet(
            String text, boolean whole, String expected) {
        var verdict = guard("\\bcancer\\b").check(new SoFar(text, whole, null));

        assertThat(verdict)
                .isEqualTo(
                        switch (expected) {
                            case "stop" -> STOP;
                            case "undecided" -> Verdict.undecided();
                            default -> Verdict.pass();
                        });
    }

    @Test
    void aPatternThatTriesMoreAndMoreWaysToMatchIsEnded() {
        var words = new SoFar(",".repeat(60), true, null);

        assertThatThrownBy(() -> guard("^(.*,){25}P").check(words))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the pattern takes too long");
    }

    @Test
    void anHourOfSpeechIsNoTroubleForAPlainPattern() {
        var words = new SoFar("all is well with us ".repeat(3_000), true, null);

        assertThat(guard("(?i)\\b\\d{4}[ -]?\\d{4}\\b").check(words)).isEqualTo(Verdict.pass());
    }

    @Test
    void wordsOfAVerdictAreNeitherBlankNorEndless() {
        assertThatThrownBy(() -> Verdict.stop(" ")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Verdict.stop("No.", ""))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Verdict.replace("a".repeat(Verdict.MOST_CHARS + 1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static PatternGuard guard(String pattern) {
        return new PatternGuard(
                "words", Guarded.AGENT_SPEECH, Pattern.compile(pattern), STOP, GuardManner.DEFAULT);
    }
}
