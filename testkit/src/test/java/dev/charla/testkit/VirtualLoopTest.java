package dev.charla.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class VirtualLoopTest {
    private final VirtualLoop loop = new VirtualLoop();
    private final List<String> ran = new ArrayList<>();

    @Test
    void nothingRunsBeforeTheTestSaysSo() {
        loop.execute(() -> ran.add("task"));
        loop.after(Duration.ZERO, () -> ran.add("timer"));

        assertThat(ran).isEmpty();

        loop.runUntilIdle();
        assertThat(ran).containsExactly("task", "timer");
        assertThat(loop.now()).isZero();
    }

    @Test
    void timersRunInTheOrderOfTheirTimeAndThenOfTheirSetting() {
        loop.after(Duration.ofMillis(20), () -> ran.add("late " + loop.now().toMillis()));
        loop.after(Duration.ofMillis(10), () -> ran.add("first " + loop.now().toMillis()));
        loop.after(Duration.ofMillis(10), () -> ran.add("second " + loop.now().toMillis()));

        loop.advance(Duration.ofMillis(15));

        assertThat(ran).containsExactly("first 10", "second 10");
        assertThat(loop.now()).isEqualTo(Duration.ofMillis(15));
        assertThat(loop.timersWaiting()).isEqualTo(1);
    }

    @Test
    void timerSetByATimerRunsWithinTheSameAdvance() {
        loop.after(
                Duration.ofSeconds(1),
                () -> loop.after(Duration.ofSeconds(1), () -> ran.add("at " + loop.now())));

        loop.advance(Duration.ofSeconds(3));

        assertThat(ran).containsExactly("at PT2S");
    }

    @Test
    void cancelledTimerNeverRuns() {
        var timer = loop.after(Duration.ofSeconds(1), () -> ran.add("timer"));
        loop.after(Duration.ofMillis(999), timer::cancel);

        loop.advance(Duration.ofSeconds(2));

        assertThat(ran).isEmpty();
        assertThat(loop.timersWaiting()).isZero();
    }

    @Test
    void failureOfATaskSurfacesAfterTheOthersRan() {
        var failure = new IllegalStateException("first");
        loop.execute(() -> {
            throw failure;
        });
        loop.execute(() -> {
            throw new IllegalStateException("second");
        });
        loop.execute(() -> ran.add("task"));

        assertThatThrownBy(loop::runUntilIdle)
                .isSameAs(failure)
                .hasSuppressedException(new IllegalStateException("second"));
        assertThat(ran).containsExactly("task");
    }

    @Test
    void isCurrentOnlyWhileATaskRuns() {
        var current = new AtomicBoolean();

        loop.run(() -> current.set(loop.isCurrent()));

        assertThat(current).isTrue();
        assertThat(loop.isCurrent()).isFalse();
    }

    @Test
    void loopThatFeedsItselfIsReported() {
        loop.execute(this::again);

        assertThatThrownBy(loop::runUntilIdle).hasMessageContaining("never becomes idle");
    }

    private void again() {
        loop.execute(this::again);
    }

    @Test
    void runUntilTakesTasksOfOtherThreads() {
        Thread.ofVirtual().start(() -> loop.execute(() -> ran.add("result")));

        loop.runUntil(() -> !ran.isEmpty(), Duration.ofSeconds(5));

        assertThat(ran).containsExactly("result");
    }

    @Test
    void runUntilGivesUp() {
        assertThatThrownBy(() -> loop.runUntil(() -> false, Duration.ofMillis(1)))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void timeDoesNotGoBack() {
        assertThatThrownBy(() -> loop.advance(Duration.ofNanos(-1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aStepEndsAtTheNextTimer() {
        var told = new ArrayList<Duration>();
        loop.after(Duration.ofMillis(30), () -> told.add(loop.now()));
        loop.after(Duration.ofMillis(70), () -> told.add(loop.now()));

        loop.step(Duration.ofMillis(50));
        assertThat(loop.now()).isEqualTo(Duration.ofMillis(30));
        loop.step(Duration.ofMillis(20));

        assertThat(loop.now()).isEqualTo(Duration.ofMillis(50));
        assertThat(told).containsExactly(Duration.ofMillis(30));
    }
}
