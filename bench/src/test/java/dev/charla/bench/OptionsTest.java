package dev.charla.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OptionsTest {
    @Test
    void aValueMayFollowOrBeAttached() throws UsageException {
        var options = parse("--conversations", "4", "--text=a=b", "--loud");

        assertThat(options.number("conversations", 1, 1, 9)).isEqualTo(4);
        assertThat(options.value("text")).contains("a=b");
        assertThat(options.has("loud")).isTrue();
    }

    @Test
    void whatIsLeftOutHasItsDefault() throws UsageException {
        var options = parse();

        assertThat(options.number("conversations", 7, 1, 9)).isEqualTo(7);
        assertThat(options.value("text")).isEmpty();
        assertThat(options.has("loud")).isFalse();
    }

    @Test
    void numbersHaveBounds() throws UsageException {
        assertThat(parse("--conversations", "9").number("conversations", 1, 1, 9)).isEqualTo(9);
        for (String wrong : List.of("10", "0", "-1", "two", "", "99999999999")) {
            var options = parse("--conversations", wrong);
            assertThatThrownBy(() -> options.number("conversations", 1, 1, 9))
                    .isInstanceOf(UsageException.class)
                    .hasMessage(
                            "--conversations is \""
                                    + wrong
                                    + "\". Give a whole number from 1 to 9.");
        }
    }

    @Test
    void whatCannotBeFollowedIsRefused() {
        assertRefused("\"--fly\" is not understood", "--fly", "1");
        assertRefused("\"conversations\" is not understood", "conversations");
        assertRefused("\"--loud=yes\" is not understood", "--loud=yes");
        assertRefused("--conversations wants a value", "--conversations");
        assertRefused(
                "--conversations is there twice", "--conversations", "1", "--conversations=2");
        assertRefused("--loud is there twice", "--loud", "--loud");
    }

    private static void assertRefused(String message, String... arguments) {
        assertThatThrownBy(() -> parse(arguments))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining(message);
    }

    private static Options parse(String... arguments) throws UsageException {
        return Options.parse(List.of(arguments), Set.of("conversations", "text"), Set.of("loud"));
    }
}
