package dev.charla.app.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.charla.wire.AcceptFailures;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class AcceptFailuresTest {
    private long now;
    private final EmbeddedChannel channel = new EmbeddedChannel(new AcceptFailures(() -> now));

    private void fails() {
        channel.pipeline().fireExceptionCaught(new IOException("accept: Too many open files"));
    }

    @Test
    void usedUpFilesGetOneLineForEachEpisode(CapturedOutput output) {
        for (int second = 0; second < 300; second++) {
            fails();
            now += Duration.ofSeconds(1).toNanos();
        }
        assertThat(output.toString().split("cannot accept connections", -1)).hasSize(2);
        assertThat(output).contains("Too many open files").contains("ulimit -n");

        now += Duration.ofMinutes(2).toNanos();
        fails();

        assertThat(output.toString().split("cannot accept connections", -1)).hasSize(3);
        channel.checkException();
    }
}
