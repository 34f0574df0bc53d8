package dev.charla.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SilenceHandlerTest {
    private final EmbeddedChannel channel = new EmbeddedChannel();

    @BeforeEach
    void open() {
        channel.freezeTime();
        channel.pipeline().addLast(new SilenceHandler(Duration.ofSeconds(30)));
    }

    private void silence(int seconds) {
        channel.advanceTimeBy(seconds, TimeUnit.SECONDS);
        channel.runPendingTasks();
    }

    @Test
    void aSilentPeerIsAskedWhetherItIsThere() {
        silence(29);
        assertThat(channel.<Object>readOutbound()).isNull();

        silence(2);

        assertThat(channel.<Object>readOutbound()).isInstanceOf(PingWebSocketFrame.class);
        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void aPeerThatAnswersStays() {
        for (int i = 0; i < 10; i++) {
            silence(31);
            channel.writeInbound(new PongWebSocketFrame());
        }

        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void aPeerThatDoesNotAnswerIsLetGo() {
        silence(31);
        silence(31);

        assertThat(channel.isOpen()).isFalse();
    }
}
