package dev.charla.engine.skills;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class TimerSkillTest {
    @Test
    void aTimerSpeaksUpWhenItIsOver() {
        try (var talk = new TalkRig(1)) {
            assertThat(talk.says("set a timer for ten seconds")).contains("10 seconds");
            talk.passes(Duration.ofSeconds(4));
            assertThat(talk.says("how much time is left")).contains("6 seconds");
            assertThat(talk.spokenUp).isEmpty();

            talk.passes(Duration.ofSeconds(6));

            assertThat(talk.spokenUp)
                    .containsExactly("Time is up. Your timer for 10 seconds has ended.");
            assertThat(talk.says("say that again")).startsWith("Time is up.");
            assertThat(talk.says("how much time is left")).contains("timer");
        }
    }

    @Test
    void aCancelledTimerStaysQuiet() {
        try (var talk = new TalkRig(1)) {
            talk.says("set a timer for an hour and a half");
            talk.says("start a timer for 2 min");
            assertThat(talk.says("cancel all timers")).contains("All timers");

            talk.passes(Duration.ofHours(3));

            assertThat(talk.spokenUp).isEmpty();
            assertThat(talk.timers.waiting()).isZero();
            assertThat(talk.says("cancel the timer")).contains("timer");
        }
    }

    @Test
    void theEndOfTheTalkEndsItsTimers() {
        var talk = new TalkRig(1);
        talk.says("set a timer for five minutes");

        talk.close();

        assertThat(talk.timers.waiting()).isZero();
        assertThat(talk.timers.closed).isTrue();
    }

    @Test
    void thereIsALimitToLengthAndNumber() {
        try (var talk = new TalkRig(1)) {
            assertThat(talk.says("set a timer for 30 hours")).contains("twenty four hours");
            for (int i = 0; i < 10; i++) {
                talk.says("set a timer for one minute");
            }
            assertThat(talk.says("set a timer for one minute")).contains("too many");
        }
    }

    @Test
    void theDaemonThreadRunsWhatIsDueAndNothingThatWasCancelled() throws InterruptedException {
        var ran = new CountDownLatch(1);
        var cancelled = new AtomicBoolean();
        try (Timers timers = Timers.onDaemonThread()) {
            timers.after(Duration.ofMillis(50), () -> cancelled.set(true)).cancel();
            timers.after(Duration.ofMillis(60), ran::countDown);

            assertThat(ran.await(60, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(cancelled).isFalse();
    }
}
