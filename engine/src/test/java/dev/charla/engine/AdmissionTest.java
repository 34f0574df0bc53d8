package dev.charla.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class AdmissionTest {
    private static final long SECOND = 1_000_000_000;

    private double load;
    private int open;
    private long nanos;
    private long ownNanos;

    private Admission admission(double most) {
        var admission = starting(most);
        admission.started();
        return admission;
    }

    private Admission starting(double most) {
        return Admission.looking(most, () -> load, () -> ownNanos, () -> open, 2, () -> nanos);
    }

    private static void look(Admission admission, int times) {
        for (int i = 0; i < times; i++) {
            admission.look();
        }
    }

    @Test
    void theFirstTalkIsLetInHoweverBusyTheMachineIs() {
        var admission = admission(0.9);
        load = 1;
        look(admission, 100);

        assertThat(admission.admit()).isNull();
    }

    @Test
    void aBusyMachineTellsTheNextTalkWhenToComeBack() {
        var admission = admission(0.9);
        open = 1;
        load = 0.95;
        look(admission, 100);

        assertThat(admission.admit()).isEqualTo(Admission.COME_BACK);
    }

    @Test
    void talksThatBeginAtOnceCountBeforeTheLoadShowsThem() {
        var admission = admission(0.9);

        int admitted = 0;
        while (admission.admit() == null) {
            admitted++;
        }

        // A tenth of two processors for the compiler, and 0.045 of them for each: 17 are 0.865.
        assertThat(admitted).isEqualTo(17);
    }

    @Test
    void whatTheStartItselfDoesKeepsNobodyOut() {
        var admission = starting(0.9);
        load = 1;
        for (int i = 0; i < 30; i++) {
            nanos += SECOND;
            ownNanos += 2 * SECOND; // of both processors
            admission.look();
        }
        admission.started();

        for (open = 0; open < 16; open++) {
            assertThat(admission.admit()).isNull();
        }
        assertThat(admission.refused()).isZero();
    }

    @Test
    void whatOtherProcessesDoIsLoadFromTheBeginning() {
        var admission = starting(0.9);
        load = 1;
        open = 1;
        for (int i = 0; i < 30; i++) {
            nanos += SECOND;
            ownNanos += SECOND / 10;
            admission.look();
        }

        assertThat(admission.admit()).isEqualTo(Admission.COME_BACK);
    }

    @Test
    void whoComesDuringALongStartCountsUntilTheLoadShowsIt() {
        var admission = starting(0.9);
        while (admission.admit() == null) {
            open++;
        }

        nanos += Admission.NEW.multipliedBy(6).toNanos();
        assertThat(admission.admit()).isEqualTo(Admission.COME_BACK);
        admission.started();
        assertThat(admission.admit()).isEqualTo(Admission.COME_BACK);
        nanos += Admission.NEW.plusMillis(1).toNanos();
        assertThat(admission.admit()).isNull();
    }

    @Test
    void whatBeganAWhileAgoCountsByWhatItDoes() {
        var admission = admission(0.9);
        while (admission.admit() == null) {
            open++;
        }
        load = 0.3;
        look(admission, 20);

        nanos += Admission.NEW.plusMillis(1).toNanos();

        assertThat(admission.admit()).isNull();
    }

    @Test
    void onePeakDoesNotShutTheDoor() {
        var admission = admission(0.9);
        open = 3;
        load = 0.2;
        look(admission, 50);
        load = 1;
        admission.look();

        assertThat(admission.admit()).isNull();
        assertThat(admission.load()).isBetween(0.2, 0.35);
    }

    @Test
    void aMachineThatDoesNotTellItsLoadRefusesNobody() {
        var admission = admission(0.9);
        open = 50;
        load = -1;
        look(admission, 10);

        assertThat(admission.admit()).isNull();
    }

    @Test
    void aLimitOfOneLetsEverybodyIn() {
        var admission = admission(1);
        load = 1;
        look(admission, 100);

        for (open = 0; open < 500; open++) {
            assertThat(admission.admit()).isNull();
        }
    }

    @Test
    void aMachinesOwnLoadIsWatchedUntilItIsClosed() {
        try (var admission = Admission.here(0.9, () -> 0)) {
            admission.started();
            admission.started();

            await().until(() -> admission.load() > 0);
            assertThat(admission.load()).isLessThanOrEqualTo(1);
            assertThat(admission.admit()).isNull();
        }
    }

    @Test
    void aLimitThatIsNoLoadIsRefused() {
        assertThatThrownBy(() -> Admission.here(0, () -> 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Admission.here(1.5, () -> 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(Duration.ZERO).isLessThan(Admission.COME_BACK);
    }
}
