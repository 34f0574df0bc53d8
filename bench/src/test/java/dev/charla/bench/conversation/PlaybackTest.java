package dev.charla.bench.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlaybackTest {
    private static final int FRAME = 20 * Playback.SAMPLES_PER_MS;

    private final Playback playback = new Playback();

    @Test
    void nothingIsPlayedBeforeSixtyMillisecondsAreThere() {
        playback.add(1, 2 * FRAME);
        assertThat(playback.play(FRAME)).isFalse();
        playback.add(1, FRAME);
        assertThat(playback.play(FRAME)).isTrue();

        assertThat(playback.takeReports()).containsExactly(new FromCaller.PlaybackStarted(1));
        assertThat(playback.audibleSamples()).isEqualTo(FRAME);
    }

    @Test
    void aShortResponseIsPlayedOnceItsEndIsKnown() {
        playback.add(1, FRAME);
        playback.end(1);
        playback.play(FRAME);

        assertThat(playback.takeReports())
                .containsExactly(
                        new FromCaller.PlaybackStarted(1),
                        new FromCaller.PlaybackFinished(1, FRAME));
        assertThat(playback.isSilent()).isTrue();
    }

    @Test
    void progressIsReportedFourTimesASecond() {
        playback.add(1, 51 * FRAME);
        for (int i = 0; i < 50; i++) {
            playback.play(FRAME);
        }

        assertThat(playback.takeReports())
                .filteredOn(FromCaller.PlaybackProgress.class::isInstance)
                .hasSize(3)
                .first()
                .isEqualTo(new FromCaller.PlaybackProgress(1, 13 * FRAME));
    }

    @Test
    void aStoppedResponseSaysWhatWasHeardAndWhatFollowsOfItIsStale() {
        playback.add(1, 10 * FRAME);
        playback.play(4 * FRAME);
        playback.takeReports();
        playback.stop(1);
        playback.add(1, FRAME);

        assertThat(playback.takeReports())
                .containsExactly(new FromCaller.PlaybackStopped(1, 4 * FRAME));
        assertThat(playback.staleFrames()).isEqualTo(1);
        assertThat(playback.isSilent()).isTrue();
    }

    @Test
    void stoppingTheNewestDropsThoseBeforeItAndAnswersForEach() {
        playback.add(1, 10 * FRAME);
        playback.add(2, 10 * FRAME);
        playback.play(4 * FRAME);
        playback.takeReports();
        playback.stop(2);
        playback.stop(1);

        assertThat(playback.takeReports())
                .containsExactly(
                        new FromCaller.PlaybackStopped(1, 4 * FRAME),
                        new FromCaller.PlaybackStopped(2, 0),
                        new FromCaller.PlaybackStopped(1, 4 * FRAME));
    }

    @Test
    void runningDryInTheMiddleIsAnUnderrun() {
        playback.add(1, 3 * FRAME);
        playback.play(3 * FRAME);
        playback.play(FRAME);
        playback.play(FRAME);

        assertThat(playback.underruns()).isEqualTo(1);
        assertThat(playback.isSilent()).isFalse();
    }

    @Test
    void aResponseWithoutAudioIsFinishedAtOnce() {
        playback.end(1);

        assertThat(playback.takeReports()).containsExactly(new FromCaller.PlaybackFinished(1, 0));
    }
}
