package dev.charla.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PulseTest {
    private static final int BEAT_SECONDS = (int) Pulse.BEAT.toSeconds();

    /** What proxies have been seen to cut after. */
    private static final int LONGEST_SILENCE_SECONDS = 15;

    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final Pulse pulse = new Pulse(Duration.ofSeconds(20));

    @BeforeEach
    void open() {
        channel.freezeTime();
        channel.pipeline().addLast(pulse);
    }

    private void passes(int seconds) {
        channel.advanceTimeBy(seconds, TimeUnit.SECONDS);
        channel.runPendingTasks();
    }

    private void hears() {
        channel.writeInbound(new PongWebSocketFrame());
        channel.<PongWebSocketFrame>readInbound().release();
    }

    private boolean isPinged() {
        boolean pinged = false;
        for (Object sent = channel.readOutbound(); sent != null; sent = channel.readOutbound()) {
            pinged |= sent instanceof PingWebSocketFrame;
        }
        return pinged;
    }

    @Test
    void onASocketThatSaysNothingSomethingPassesBothWaysInTime() {
        int quiet = 0;
        for (int second = 0; second < 600; second++) {
            passes(1);
            if (isPinged()) {
                hears(); // the peer answers
                quiet = 0;
            } else {
                quiet++;
            }
            assertThat(quiet).isLessThan(LONGEST_SILENCE_SECONDS);
        }
        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void aPeerThatOnlySpeaksIsSpokenToInTime() {
        int quiet = 0;
        for (int second = 0; second < 600; second++) {
            hears();
            passes(1);
            quiet = isPinged() ? 0 : quiet + 1;
            assertThat(quiet).isLessThan(LONGEST_SILENCE_SECONDS);
        }
    }

    @Test
    void aPeerThatOnlyListensIsAskedWhetherItIsThere() {
        pulse.said();
        passes(BEAT_SECONDS);

        assertThat(isPinged()).isTrue();
    }

    @Test
    void whereMuchIsSaidBothWaysNobodyIsAsked() {
        for (int beat = 0; beat < 100; beat++) {
            hears();
            pulse.said();
            passes(BEAT_SECONDS);
        }

        assertThat(isPinged()).isFalse();
    }

    @Test
    void aPeerThatAnswersNothingIsLetGo() {
        hears();
        passes(BEAT_SECONDS);
        for (int beat = 0; beat < 3; beat++) {
            passes(BEAT_SECONDS);
        }
        assertThat(channel.isOpen()).isTrue();

        passes(BEAT_SECONDS);

        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void aProcessThatStoodStillDoesNotBlameItsPeers() {
        hears();
        passes(300);

        assertThat(channel.isOpen()).isTrue();
    }
}
