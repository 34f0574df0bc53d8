package dev.charla.test.time;

import static dev.charla.test.time.VirtualTime.after;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class OrderedThreadsTest {
    private final List<String> told = new ArrayList<>();

    @Test
    void timePassesForThreadsTogetherAndInTheOrderOfTheirStart() {
        try (var stage = new Stage(Duration.ofSeconds(60))) {
            for (int number = 1; number <= 3; number++) {
                int mine = number;
                stage.threads()
                        .start(
                                "thread",
                                () -> {
                                    told.add(mine + " at " + stage.now().toSeconds());
                                    told.add(
                                            after(Duration.ofSeconds(2), mine + " at ")
                                                    + stage.now().toSeconds());
                                });
            }
            stage.pass(Duration.ofSeconds(5));

            assertThat(told)
                    .containsExactly("1 at 0", "2 at 0", "3 at 0", "1 at 2", "2 at 2", "3 at 2");
            assertThat(stage.threads().atWork()).isZero();
        }
    }

    @Test
    void whatIsInterruptedEndsAndCannotWaitAgain() {
        try (var stage = new Stage(Duration.ofSeconds(60))) {
            var task =
                    stage.threads()
                            .start(
                                    "thread",
                                    () -> {
                                        try {
                                            after(Duration.ofSeconds(9), "");
                                        } catch (CancellationException e) {
                                            told.add("given up at " + stage.now().toSeconds());
                                        }
                                    });
            stage.loop().after(Duration.ofSeconds(3), task::interrupt);
            stage.pass(Duration.ofSeconds(5));

            assertThat(told).containsExactly("given up at 3");
        }
    }

    @Test
    void aThreadThatDoesNotEndIsNamed() {
        var latch = new CountDownLatch(1);
        var stage = new Stage(Duration.ofMillis(50));
        stage.threads()
                .start(
                        "tool-slow",
                        () -> {
                            try {
                                latch.await();
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        });

        assertThatThrownBy(() -> stage.pass(Duration.ofSeconds(1)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("'tool-slow'")
                .hasMessageContaining("VirtualTime.after");
        latch.countDown();
    }

    @Test
    void nobodyElseCanTakeVirtualTime() {
        assertThatThrownBy(() -> after(Duration.ofSeconds(1), ""))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Only a tool");
    }
}
