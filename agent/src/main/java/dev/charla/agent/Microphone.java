package dev.charla.agent;

import dev.charla.agent.browser.AudioFrame;
import dev.charla.client.ServiceConnection;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The caller's audio on its way to the service. What comes before the service is ready is kept, the
 * newest of it, and sent on at twenty times real time: the connection holds two seconds of audio
 * and would drop what comes all at once. Afterwards each frame goes straight through.
 *
 * <p>Confined to the session's loop.
 */
final class Microphone {
    private static final int BYTES_PER_MS = AudioFrame.SAMPLE_RATE_HZ * Short.BYTES / 1000;
    private static final Duration DRAIN_EVERY = Duration.ofMillis(20);
    private static final int DRAIN_BYTES = 400 * BYTES_PER_MS;

    /** More than the silence a service asks for, so that it notices the end of a turn. */
    private static final Duration BEYOND_SILENCE = Duration.ofMillis(300);

    private final TalkControl control;
    private final ConversationObserver observer;
    private final EventLog log;
    private final int earlyBytes;
    private @Nullable ServiceConnection service;
    private byte @Nullable [] ring;
    private int first;
    private int held;
    private boolean muted;
    private long frames;
    private long droppedBytes;

    Microphone(TalkControl control, ConversationObserver observer, EventLog log, int earlyBytes) {
        this.control = control;
        this.observer = observer;
        this.log = log;
        this.earlyBytes = earlyBytes;
    }

    /** One frame of the page, whole samples. */
    void frame(ByteBuffer pcm) {
        frames++;
        if (muted) {
            dropped(pcm.remaining());
        } else if (service != null && held == 0) {
            send(service, pcm);
        } else {
            keep(pcm);
        }
    }

    /** The service takes audio from now on. */
    void open(ServiceConnection connection) {
        service = connection;
        drain();
    }

    /**
     * The caller switched the microphone off or on. A service that hears speech would wait for its
     * end for ever, for it counts silence in audio it receives: it is given that silence.
     *
     * @param silence how much of it the service waits for
     */
    void mute(boolean off, Duration silence) {
        if (off && !muted && service != null) {
            var quiet =
                    ByteBuffer.allocate(
                            Math.toIntExact(
                                    silence.plus(BEYOND_SILENCE).toMillis() * BYTES_PER_MS));
            if (held == 0) {
                send(service, quiet);
            } else {
                keep(quiet);
            }
        }
        muted = off;
    }

    long frames() {
        return frames;
    }

    long droppedBytes() {
        return droppedBytes;
    }

    Duration held() {
        return Duration.ofMillis(held / BYTES_PER_MS);
    }

    private void send(ServiceConnection connection, ByteBuffer pcm) {
        int bytes = pcm.remaining();
        if (connection.sendAudio(pcm)) {
            log.appended(bytes);
        } else {
            dropped(bytes);
        }
    }

    private void dropped(int bytes) {
        droppedBytes += bytes;
        observer.callerAudioDropped(bytes);
    }

    private void keep(ByteBuffer pcm) {
        if (ring == null) {
            ring = new byte[earlyBytes];
        }
        if (pcm.remaining() > earlyBytes) {
            dropped(pcm.remaining() - earlyBytes);
            pcm.position(pcm.limit() - earlyBytes);
        }
        int excess = held + pcm.remaining() - earlyBytes;
        if (excess > 0) {
            first = (first + excess) % earlyBytes;
            held -= excess;
            dropped(excess);
        }
        while (pcm.hasRemaining()) {
            int at = (first + held) % earlyBytes;
            int length = Math.min(pcm.remaining(), earlyBytes - at);
            pcm.get(ring, at, length);
            held += length;
        }
    }

    private void drain() {
        var from = ring;
        int left = DRAIN_BYTES;
        while (from != null && service != null && held > 0 && left > 0) {
            int length = Math.min(Math.min(held, left), earlyBytes - first);
            send(service, ByteBuffer.wrap(from, first, length));
            first = (first + length) % earlyBytes;
            held -= length;
            left -= length;
        }
        if (held > 0) {
            control.after(DRAIN_EVERY, this::drain);
        } else {
            ring = null;
        }
    }
}
