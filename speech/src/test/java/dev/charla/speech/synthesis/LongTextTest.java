package dev.charla.speech.synthesis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.charla.engine.synthesis.SentenceSplitter;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Text that goes on and on overflows no stack on its way to the voice. */
class LongTextTest {
    private static final int REPEATS = 1_000;

    /** An expression that recurses needs some 100 bytes for each repeat, and does not find them. */
    private static final int SMALL_STACK_BYTES = 160 << 10;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "!",
                ", ",
                "! ",
                ".",
                "a.",
                "A.",
                "a@b.",
                "@a.",
                "'",
                "\"",
                "(",
                "[a](b)",
                "#",
                "* ",
                "1,234",
                ",234",
                "1/",
                "1:",
                "A",
                "\u2026",
                "\uD835\uDD38.",
                "a"
            })
    void itIsMadeSpeakableWithoutRecursion(String piece) {
        String text = piece.repeat(REPEATS);

        onASmallStack(() -> {
            assertThat(SpokenText.of(text)).doesNotContain("@", "#");
            assertThat(SpokenText.of("a " + text)).startsWith("a");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.", "\uD835\uDD38.a.", "a", "!", "? ", "and ", "\""})
    void itIsCutIntoSentencesThatAreNotTooLong(String piece) {
        onASmallStack(() -> {
            SentenceSplitter splitter = new SentenceSplitter();
            List<String> sentences = splitter.add(piece.repeat(REPEATS));

            assertThat(sentences)
                    .allMatch(sentence -> sentence.length() <= SentenceSplitter.LONGEST_CHARACTERS);
            assertThat(splitter.finish()).hasSizeLessThanOrEqualTo(1);
        });
    }

    private static void onASmallStack(Runnable what) {
        AtomicReference<@Nullable Throwable> thrown = new AtomicReference<>();
        Thread small = new Thread(null, what, "small-stack", SMALL_STACK_BYTES);
        small.setUncaughtExceptionHandler((_, failure) -> thrown.set(failure));
        small.start();
        try {
            small.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        assertThat(thrown.get()).isNull();
    }

    @Test
    void addressesAndInitialsAreStillRead() {
        assertThat(SpokenText.of("Write to a.b@mail.example.org."))
                .isEqualTo("Write to a dot b at mail dot example dot org.");
        assertThat(SpokenText.of("The U.S.A. is far")).isEqualTo("The U S A is far");
    }
}
