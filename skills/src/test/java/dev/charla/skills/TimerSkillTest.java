package dev.charla.skills;

import static org.assertj.core.api.Assertions.assertThat;

import dev.charla.skills.set.Timers;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class TimerSkillTest {
    @Test
    void aTimerSpeaksUpWhenItIsOver() {
        try (var rig = new SkillRig(1)) {
            assertThat(rig.says("set a timer for ten seconds")).contains("10 seconds");
            rig.passes(Duration.ofSeconds(4));
            assertThat(rig.says("how much time is left")).contains("6 seconds");
            assertThat(rig.spokenUp).isEmpty();

            rig.passes(Duration.ofSeconds(6));

            assertThat(rig.spokenUp)
                    .containsExactly("Time is up. Your timer for 10 seconds has ended.");
            assertThat(rig.says("say that again")).startsWith("Time is up.");
            assertThat(rig.says("how much time is left")).contains("timer");
        }
    }

    @Test
    void aCancelledTimerStaysQuiet() {
        try (var rig = new SkillRig(1)) {
            rig.says("set a timer for an hour and a half");
            rig.says("start a timer for 2 min");
            assertThat(rig.says("cancel all timers")).contains("All timers");

            rig.passes(Duration.ofHours(3));

            assertThat(rig.spokenUp).isEmpty();
            assertThat(rig.timers.waiting()).isZero();
            assertThat(rig.says("cancel the timer")).contains("timer");
        }
    }

    @Test
    void theEndOfTheConversationEndsItsTimers() {
        var rig = new SkillRig(1);
        rig.says("set a timer for five minutes");

        rig.close();

        assertThat(rig.timers.waiting()).isZero();
        assertThat(rig.timers.closed).isTrue();
    }

    @Test
    void thereIsALimitToLengthAndNumber() {
        try (var rig = new SkillRig(1)) {
            assertThat(rig.says("set a timer for 30 hours")).contains("twenty four hours");
            for (int i = 0; i < 10; i++) {
                rig.says("set a timer for one minute");
            }
            assertThat(rig.says("set a timer for one minute")).contains("too many");
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
