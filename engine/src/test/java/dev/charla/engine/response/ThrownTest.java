package dev.charla.engine.response;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ThrownTest {
    @Test
    void aLogLineSaysWhatWasThrownAndWhereAndNothingThatWasSaid() {
        var thrown =
                new IllegalStateException(
                        "could not say: my secret", new NumberFormatException("my secret"));

        assertThat(Thrown.where(thrown))
                .contains(
                        "java.lang.IllegalStateException at dev.charla.engine.response.ThrownTest")
                .contains("caused by java.lang.NumberFormatException at ")
                .doesNotContain("secret");
    }

    @Test
    void aStackThatOverflowedIsToldInOneShortLine() {
        StackOverflowError overflow = overflow();

        assertThat(Thrown.where(overflow))
                .startsWith("java.lang.StackOverflowError at ")
                .contains("ThrownTest.recurse")
                .hasSizeLessThan(1_000);
    }

    private static StackOverflowError overflow() {
        try {
            throw new AssertionError(recurse(0));
        } catch (StackOverflowError overflow) {
            return overflow;
        }
    }

    @SuppressWarnings("InfiniteRecursion") // that it ends in an overflow is the point
    private static int recurse(int depth) {
        return recurse(depth + 1) + 1;
    }
}
