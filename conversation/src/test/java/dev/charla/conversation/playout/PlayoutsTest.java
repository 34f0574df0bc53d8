package dev.charla.conversation.playout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.charla.protocol.item.ItemId;
import dev.charla.protocol.item.ResponseId;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class PlayoutsTest {
    private static final ResponseId RESPONSE = new ResponseId("resp_1");
    private static final ItemId FIRST = new ItemId("item_a1");
    private static final ItemId SECOND = new ItemId("item_a2");

    private final Playouts playouts = new Playouts();

    @Test
    void eachItemHasARisingNumberAndItsAudioCounts() {
        var first = of(FIRST);
        long begin = first.receive(480);
        long next = of(FIRST).receive(480);
        var second = of(SECOND);

        assertThat(first.number()).isEqualTo(1);
        assertThat(second.number()).isEqualTo(2);
        assertThat(begin).isZero();
        assertThat(next).isEqualTo(480);
        assertThat(first.receivedSamples()).isEqualTo(960);
    }

    @Test
    void audioThatComesAfterTheEndOfItsItemIsNotTaken() {
        of(FIRST).receive(480);

        var ended = playouts.complete(FIRST, 0);

        assertThat(ended).isNotNull();
        assertThat(playouts.of(RESPONSE, FIRST, 0)).isNull();
    }

    @Test
    void moreThanWasReceivedIsNeverHeard() {
        of(FIRST).receive(24_000);
        playouts.stop(1);

        var cut = Objects.requireNonNull(playouts.stopped(1, 99_000));

        assertThat(cut.heardSamples()).isEqualTo(24_000);
        assertThat(cut.heard()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void heardTimeIsRoundedDown() {
        of(FIRST).receive(24_000);
        playouts.stop(1);

        var cut = Objects.requireNonNull(playouts.stopped(1, 24_000 - 1));

        assertThat(cut.heard()).isEqualTo(Duration.ofMillis(999));
    }

    @Test
    void aSilentPageIsTakenByItsLastWord() {
        of(FIRST).receive(24_000);
        playouts.progress(1, 6_000);
        playouts.stop(1);

        var cut = Objects.requireNonNull(playouts.stoppedSilently(1));

        assertThat(cut.heard()).isEqualTo(Duration.ofMillis(250));
        assertThat(playouts.stopped(1, 12_000)).isNull();
    }

    @Test
    void onlyWhatIsCompleteCanBeFinished() {
        of(FIRST).receive(480);

        assertThat(playouts.finished(1, 480)).isFalse();
        assertThat(playouts.complete(FIRST, 0)).isNotNull();
        assertThat(playouts.finished(1, 480)).isTrue();
        assertThat(playouts.finished(1, 480)).isFalse();
        assertThat(playouts.size()).isZero();
    }

    @Test
    void finishedAfterStopIsNotTheEnd() {
        of(FIRST).receive(480);
        playouts.complete(FIRST, 0);
        playouts.stop(1);

        assertThat(playouts.finished(1, 480)).isFalse();
        var cut = Objects.requireNonNull(playouts.stoppedSilently(1));
        assertThat(cut.whole()).isTrue();
    }

    @Test
    void eachIsStoppedOnceAndTheNewestFirst() {
        of(FIRST).receive(480);
        of(SECOND).receive(480);

        assertThat(playouts.stop(2)).extracting(Playout::number).containsExactly(2L, 1L);
        assertThat(playouts.stop(2)).isEmpty();
    }

    @Test
    void numbersThatNeverWereChangeNothing() {
        playouts.progress(7, 480);

        assertThat(playouts.finished(7, 480)).isFalse();
        assertThat(playouts.stopped(7, 480)).isNull();
        assertThat(playouts.stoppedSilently(7)).isNull();
        assertThat(playouts.giveUp(7)).isFalse();
    }

    @Test
    void theEndIsToldOnceAndNotOfWhatIsStopped() {
        of(FIRST).receive(480);
        of(SECOND).receive(480);

        assertThat(playouts.complete(FIRST, 0)).isNotNull();
        assertThat(playouts.complete(FIRST, 0)).isNull();
        playouts.stop(2);
        assertThat(playouts.complete(SECOND, 0)).isNull();
        assertThat(playouts.incomplete(RESPONSE)).isEmpty();
    }

    @Test
    void audioForWhatIsOverIsNotTaken() {
        of(FIRST).receive(480);
        of(SECOND).receive(480);
        playouts.complete(FIRST, 0);
        playouts.finished(1, 480);
        playouts.stop(2);

        assertThat(playouts.of(RESPONSE, FIRST, 0)).isNull();
        assertThat(playouts.of(RESPONSE, SECOND, 0)).isNull();
        playouts.stoppedSilently(2);
        assertThat(playouts.of(RESPONSE, SECOND, 0)).isNull();
    }

    private Playout of(ItemId item) {
        return Objects.requireNonNull(playouts.of(RESPONSE, item, 0));
    }
}
