package dev.charla.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OptionsTest {
    @Test
    void aValueMayFollowOrBeAttached() throws UsageException {
        var options = parse("--talks", "4", "--text=a=b", "--loud");

        assertThat(options.number("talks", 1, 1, 9)).isEqualTo(4);
        assertThat(options.value("text")).contains("a=b");
        assertThat(options.has("loud")).isTrue();
    }

    @Test
    void whatIsLeftOutHasItsDefault() throws UsageException {
        var options = parse();

        assertThat(options.number("talks", 7, 1, 9)).isEqualTo(7);
        assertThat(options.value("text")).isEmpty();
        assertThat(options.has("loud")).isFalse();
    }

    @Test
    void numbersHaveBounds() throws UsageException {
        assertThat(parse("--talks", "9").number("talks", 1, 1, 9)).isEqualTo(9);
        for (String wrong : List.of("10", "0", "-1", "two", "", "99999999999")) {
            var options = parse("--talks", wrong);
            assertThatThrownBy(() -> options.number("talks", 1, 1, 9))
                    .isInstanceOf(UsageException.class)
                    .hasMessage("--talks is \"" + wrong + "\". Give a whole number from 1 to 9.");
        }
    }

    @Test
    void whatCannotBeFollowedIsRefused() {
        assertRefused("\"--fly\" is not understood", "--fly", "1");
        assertRefused("\"talks\" is not understood", "talks");
        assertRefused("\"--loud=yes\" is not understood", "--loud=yes");
        assertRefused("--talks wants a value", "--talks");
        assertRefused("--talks is there twice", "--talks", "1", "--talks=2");
        assertRefused("--loud is there twice", "--loud", "--loud");
    }

    private static void assertRefused(String message, String... arguments) {
        assertThatThrownBy(() -> parse(arguments))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining(message);
    }

    private static Options parse(String... arguments) throws UsageException {
        return Options.parse(List.of(arguments), Set.of("talks", "text"), Set.of("loud"));
    }
}
