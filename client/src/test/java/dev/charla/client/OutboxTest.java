package dev.charla.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutboxTest {
    private final Outbox outbox = new Outbox(100, 10);

    @Test
    void everythingLeavesInTheOrderItCame() {
        outbox.addControl(text("c1"));
        outbox.addAudio(text("a1"), 40);
        outbox.addControl(text("c2"));

        assertThat(outbox.waitingBytes()).isEqualTo(6);
        assertThat(outbox.waitingAudioBytes()).isEqualTo(40);
        assertThat(drained()).containsExactly("c1", "a1", "c2");
        assertThat(outbox.waitingBytes()).isZero();
        assertThat(outbox.waitingAudioBytes()).isZero();
        assertThat(outbox.isEmpty()).isTrue();
    }

    @Test
    void oldestAudioGoesAndControlStays() {
        var oldest = text("a1");
        outbox.addAudio(oldest, 60);
        outbox.addControl(text("c1"));
        outbox.addAudio(text("a2"), 40);
        outbox.addAudio(text("a3"), 40);

        assertThat(drained()).containsExactly("c1", "a2", "a3");
        assertThat(outbox.droppedAudioBytes()).isEqualTo(60);
        assertThat(oldest.refCnt()).isZero();
    }

    @Test
    void audioThatFillsTheBoundExactlyStays() {
        outbox.addAudio(text("a1"), 60);
        outbox.addAudio(text("a2"), 40);

        assertThat(outbox.droppedAudioBytes()).isZero();
    }

    @Test
    void episodeOfDroppingBeginsOnceUntilAllHasLeft() {
        outbox.addAudio(text("a1"), 100);

        assertThat(outbox.addAudio(text("a2"), 100)).isTrue();
        assertThat(outbox.addAudio(text("a3"), 100)).isFalse();
        drained();
        assertThat(outbox.addAudio(text("a4"), 100)).isFalse();
        assertThat(outbox.addAudio(text("a5"), 100)).isTrue();
        assertThat(outbox.episodes()).isEqualTo(2);
    }

    @Test
    void controlPastItsBoundIsRefusedAndReleased() {
        var tooMuch = text("6");

        assertThat(outbox.addControl(text("0123456789"))).isTrue();
        assertThat(outbox.addControl(tooMuch)).isFalse();
        assertThat(tooMuch.refCnt()).isZero();
        assertThat(drained()).containsExactly("0123456789");
        assertThat(outbox.addControl(text("again"))).isTrue();
    }

    @Test
    void clearingReleasesAllThatWaits() {
        var control = text("c");
        var audio = text("a");
        outbox.addControl(control);
        outbox.addAudio(audio, 10);

        outbox.clear();

        assertThat(control.refCnt() + audio.refCnt()).isZero();
        assertThat(outbox.poll()).isNull();
    }

    private List<String> drained() {
        var texts = new ArrayList<String>();
        outbox.drainTo(encoded -> {
            texts.add(encoded.toString(StandardCharsets.UTF_8));
            encoded.release();
        });
        return texts;
    }

    private static ByteBuf text(String text) {
        return Unpooled.copiedBuffer(text, StandardCharsets.UTF_8);
    }
}
