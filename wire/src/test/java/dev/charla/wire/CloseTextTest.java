package dev.charla.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CloseTextTest {
    @ParameterizedTest
    @CsvSource({"a, 123, 123", "a, 124, 123", "é, 61, 61", "é, 62, 61", "€, 41, 41", "€, 42, 41"})
    void reasonIsCutToWholeCharacters(String letter, int count, int kept) {
        assertThat(CloseText.cut(letter.repeat(count))).isEqualTo(letter.repeat(kept));
    }

    @Test
    void surrogatePairIsNeverHalved() {
        var cut = CloseText.cut("a" + "😀".repeat(40));

        assertThat(cut).isEqualTo("a" + "😀".repeat(30));
        assertThat(cut.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(123);
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 1003, 1007, 1011, 1014, 3000, 4999})
    void registeredAndPrivateCodesMayBeSent(int code) {
        assertThat(CloseText.sendable(code)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 999, 1004, 1005, 1006, 1015, 2999, 5000, -1})
    void reservedCodesMayNot(int code) {
        assertThat(CloseText.sendable(code)).isFalse();
    }
}
