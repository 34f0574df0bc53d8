package dev.charla.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.charla.engine.recognition.DeafRecognizer;
import dev.charla.engine.recognition.Hypothesis;
import dev.charla.engine.recognition.Recognizer;
import dev.charla.engine.recognition.RecognizerBusyException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AdmissionTest {
    private static final int PROCESSORS = 2;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

    private long nanos;
    private long ownNanos;
    private Duration wait = Duration.ZERO;

    private Admission admission(double most) {
        var admission = starting(most);
        admission.started();
        return admission;
    }

    private Admission starting(double most) {
        return Admission.looking(most, () -> ownNanos, () -> wait, PROCESSORS, () -> nanos);
    }

    /** For so many looks this process takes such a share of the processors. */
    private void work(Admission admission, double share, int looks) {
        for (int i = 0; i < looks; i++) {
            nanos += BETWEEN_LOOKS.toNanos();
            ownNanos += Math.round(share * PROCESSORS * BETWEEN_LOOKS.toNanos());
            admission.look();
        }
    }

    private static int heardAtOnce(Admission admission, int atMost) {
        int heard = 0;
        while (heard < atMost && admission.speaker().isHeard()) {
            heard++;
        }
        return heard;
    }

    @Test
    void theFirstCallerIsHeardHoweverBusyThisProcessIs() {
        var admission = admission(0.9);
        work(admission, 1, 100);
        wait = Duration.ofMinutes(1);

        assertThat(admission.speaker().isHeard()).isTrue();
    }

    @Test
    void anotherIsNotHeardWhileThisProcessTakesAllOfItsProcessors() {
        var admission = admission(0.9);
        heardAtOnce(admission, 1);
        work(admission, 0.95, 100);

        assertThat(admission.speaker().isHeard()).isFalse();
        assertThat(admission.refused()).isEqualTo(1);
    }

    @Test
    void whatOtherProgramsTakeKeepsNobodyOut() {
        var admission = admission(0.9);
        // All that others leave of two full processors, for a minute.
        work(admission, 0.1, 120);

        assertThat(heardAtOnce(admission, 20)).isEqualTo(20);
        assertThat(admission.load()).isBetween(0.09, 0.11);
        assertThat(admission.refused()).isZero();
    }

    @Test
    void nobodyElseIsHeardWhileSpeechWaitsTooLongToBeMade() {
        var admission = admission(0.9);
        heardAtOnce(admission, 1);

        wait = Admission.LONGEST_WAIT.plusMillis(1);
        assertThat(admission.speaker().isHeard()).isFalse();

        wait = Admission.LONGEST_WAIT;
        assertThat(admission.speaker().isHeard()).isTrue();
    }

    @Test
    void whoWasHeardOnceIsHeardUntilTheSessionEnds() {
        var admission = admission(0.9);
        heardAtOnce(admission, 1);
        var heard = admission.speaker();
        assertThat(heard.isHeard()).isTrue();
        work(admission, 1, 100);
        wait = Duration.ofMinutes(1);

        assertThat(heard.isHeard()).isTrue();
        heard.leave();
        heard.leave();
        assertThat(heard.isHeard()).isFalse();
    }

    @Test
    void aCallerWhoWasRefusedIsHeardWhenThereIsTimeAgain() {
        var admission = admission(0.9);
        heardAtOnce(admission, 1);
        work(admission, 1, 100);
        var caller = admission.speaker();
        assertThat(caller.isHeard()).isFalse();

        work(admission, 0.1, 30);

        assertThat(caller.isHeard()).isTrue();
    }

    @Test
    void thoseWhoBeginAtOnceCountBeforeTheLoadShowsThem() {
        // A tenth of two processors for the compiler, and 0.0325 of them for each: 24 are 0.88.
        assertThat(heardAtOnce(admission(0.9), 500)).isEqualTo(24);
    }

    @Test
    void sixteenWhoBeginWithinTwoSecondsAreHeardThoughTheirWorkShowsMeanwhile() {
        var admission = admission(0.9);
        int heard = 0;
        for (int quarter = 0; quarter < 4; quarter++) {
            heard += heardAtOnce(admission, 4);
            work(admission, 0.6, 1);
        }

        assertThat(heard).isEqualTo(16);
    }

    @Test
    void whatTheStartItselfDoesKeepsNobodyOut() {
        var admission = starting(0.9);
        work(admission, 1, 60);
        admission.started();

        assertThat(heardAtOnce(admission, 16)).isEqualTo(16);
        assertThat(admission.refused()).isZero();
    }

    @Test
    void whoComesDuringALongStartCountsUntilTheLoadShowsIt() {
        var admission = starting(0.9);
        heardAtOnce(admission, 500);

        nanos += Admission.NEW.multipliedBy(6).toNanos();
        assertThat(admission.speaker().isHeard()).isFalse();
        admission.started();
        admission.started();
        assertThat(admission.speaker().isHeard()).isFalse();
        nanos += Admission.NEW.plusMillis(1).toNanos();
        assertThat(admission.speaker().isHeard()).isTrue();
    }

    @Test
    void onePeakDoesNotShutTheDoor() {
        var admission = admission(0.9);
        heardAtOnce(admission, 1);
        work(admission, 0.2, 50);
        work(admission, 1, 1);

        assertThat(admission.speaker().isHeard()).isTrue();
        assertThat(admission.load()).isBetween(0.2, 0.35);
    }

    @Test
    void aLimitOfOneHearsEverybody() {
        var admission = admission(1);
        work(admission, 1, 100);
        wait = Duration.ofMinutes(1);

        assertThat(heardAtOnce(admission, 500)).isEqualTo(500);
    }

    @Test
    void thisProcessIsWatchedUntilItIsClosed() {
        try (var admission = Admission.here(0.9, () -> Duration.ZERO)) {
            admission.started();

            await().until(() -> admission.load() > 0);
            assertThat(admission.load()).isLessThanOrEqualTo(1);
        }
    }

    @Test
    void aLimitThatIsNoLoadIsRefused() {
        for (double most : new double[] {0, -0.1, 1.01, Double.NaN}) {
            assertThatThrownBy(() -> Admission.here(most, () -> Duration.ZERO))
                    .as("%s", most)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aCallerWhoIsNotHeardIsToldThatTooManySpeak() throws RecognizerBusyException {
        var admission = admission(0.9);
        heardAtOnce(admission, 1);
        var ears = new AdmittedEars(new DeafRecognizer(), admission.speaker());
        work(admission, 1, 100);

        assertThatThrownBy(() -> ears.open(new Unheard()))
                .isInstanceOf(RecognizerBusyException.class);

        work(admission, 0, 100);
        assertThat(ears.open(new Unheard())).isNotNull();
    }

    private static final class Unheard implements Recognizer.Listener {
        @Override
        public void partial(String text) {}

        @Override
        public void done(Hypothesis hypothesis) {}

        @Override
        public void failed(String reason) {}
    }

    @Test
    void speechTellsHowLongItWaitsForAThread() throws InterruptedException {
        var time = new AtomicLong();
        var begun = new CountDownLatch(1);
        var end = new CountDownLatch(1);
        try (var pool = new SpeechPool(1, time::get)) {
            pool.execute(() -> {
                begun.countDown();
                try {
                    end.await();
                } catch (InterruptedException _) {
                    Thread.currentThread().interrupt();
                }
            });
            begun.await();
            assertThat(pool.longestWait()).isZero();

            pool.execute(() -> {});
            time.addAndGet(Duration.ofSeconds(3).toNanos());
            pool.execute(() -> {});
            assertThat(pool.longestWait()).isEqualTo(Duration.ofSeconds(3));

            end.countDown();
            await().untilAsserted(() -> assertThat(pool.longestWait()).isZero());
        }
    }
}
