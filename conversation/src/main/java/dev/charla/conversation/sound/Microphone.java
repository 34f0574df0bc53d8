package dev.charla.conversation.sound;

import dev.charla.client.ServiceConnection;
import dev.charla.conversation.browser.AudioFrame;
import dev.charla.conversation.control.ConversationControl;
import dev.charla.conversation.options.ConversationObserver;
import dev.charla.conversation.page.EventLog;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * The caller's audio on its way to the service. What comes before the service is ready, or while it
 * is lost, is kept, the newest of it, and sent on at twenty times real time: the connection holds
 * two seconds of audio and would drop what comes all at once. Otherwise each frame goes straight
 * through. While a session is about to be replaced, the last moments are kept as well: the next one
 * is given them, since speech may have begun that the last one had not noticed yet.
 *
 * <p>Confined to the session's loop.
 */
public final class Microphone {
    private static final int BYTES_PER_MS = AudioFrame.SAMPLE_RATE_HZ * Short.BYTES / 1000;
    private static final Duration DRAIN_EVERY = Duration.ofMillis(20);
    private static final int DRAIN_BYTES = 400 * BYTES_PER_MS;

    /** Speech that is noticed after 200 ms, and the 300 ms from before it. */
    private static final int RECENT_BYTES = 600 * BYTES_PER_MS;

    /** More than the silence a service asks for, so that it notices the end of a turn. */
    private static final Duration BEYOND_SILENCE = Duration.ofMillis(300);

    private final ConversationControl control;
    private final ConversationObserver observer;
    private final EventLog log;
    private final int earlyBytes;
    private final int gapBytes;
    private final ArrayDeque<byte[]> recent = new ArrayDeque<>();
    private int recentBytes;
    private boolean remembers;
    private @Nullable ServiceConnection service;
    private int boundBytes;
    private boolean draining;
    private byte @Nullable [] ring;
    private int first;
    private int held;
    private boolean muted;

    /** What the connection had dropped when it was last asked. */
    private long droppedByServiceMs;

    private long frames;
    private long droppedBytes;

    /**
     * @param earlyBytes kept until the service is ready for the first time
     * @param gapBytes kept while it is lost
     */
    public Microphone(
            ConversationControl control,
            ConversationObserver observer,
            EventLog log,
            int earlyBytes,
            int gapBytes) {
        this.control = control;
        this.observer = observer;
        this.log = log;
        this.earlyBytes = earlyBytes;
        this.gapBytes = gapBytes;
        this.boundBytes = earlyBytes;
    }

    /** One frame of the page, whole samples. */
    public void frame(ByteBuffer pcm) {
        frames++;
        if (muted) {
            dropped(pcm.remaining());
            return;
        }
        remember(pcm);
        if (service != null && held == 0) {
            send(service, pcm);
        } else {
            keep(pcm);
        }
    }

    /** The service takes audio from now on, over this connection. */
    public void open(ServiceConnection connection) {
        service = connection;
        droppedByServiceMs = connection.droppedAudioMs();
        if (held == 0) {
            recent.forEach(frame -> send(connection, ByteBuffer.wrap(frame)));
        }
        changing(false);
        if (!draining) {
            drain(); // else the drain that waits for its time goes on with this connection
        }
    }

    /**
     * What the caller says now is for the session that is about to take over, and kept for it: from
     * the last moments on, since the present one may not have noticed yet that speech began.
     */
    public void hold() {
        if (service == null) {
            return;
        }
        service = null;
        boundBytes = gapBytes;
        recent.forEach(frame -> keep(ByteBuffer.wrap(frame)));
        remembers = false;
        recent.clear();
        recentBytes = 0;
    }

    /** The service is lost; what comes now is kept for the next connection. */
    public void lost() {
        service = null;
        boundBytes = gapBytes;
        changing(false);
    }

    /** The session is about to be replaced, or is not after all. */
    public void changing(boolean soon) {
        if (soon && remembers) {
            return;
        }
        remembers = soon;
        recent.clear();
        recentBytes = 0;
    }

    /** The page is gone for a while: the service hears the end of what was being said. */
    public void away(Duration silence) {
        mute(true, silence);
        muted = false;
    }

    private void remember(ByteBuffer pcm) {
        if (!remembers) {
            return;
        }
        var frame = new byte[pcm.remaining()];
        pcm.get(pcm.position(), frame);
        recent.add(frame);
        recentBytes += frame.length;
        while (recentBytes > RECENT_BYTES) {
            recentBytes -= recent.remove().length;
        }
    }

    /**
     * The caller switched the microphone off or on. A service that hears speech would wait for its
     * end for ever, for it counts silence in audio it receives: it is given that silence.
     *
     * @param silence how much of it the service waits for
     */
    public void mute(boolean off, Duration silence) {
        if (off && !muted && (service != null || held > 0)) {
            var quiet =
                    ByteBuffer.allocate(
                            Math.toIntExact(
                                    silence.plus(BEYOND_SILENCE).toMillis() * BYTES_PER_MS));
            if (service != null && held == 0) {
                send(service, quiet);
            } else {
                keep(quiet);
            }
        }
        muted = off;
    }

    public long frames() {
        return frames;
    }

    public long droppedBytes() {
        return droppedBytes;
    }

    public Duration held() {
        return Duration.ofMillis(held / BYTES_PER_MS);
    }

    private void send(ServiceConnection connection, ByteBuffer pcm) {
        int bytes = pcm.remaining();
        if (connection.sendAudio(pcm)) {
            log.appended(bytes);
            long droppedMs = connection.droppedAudioMs();
            if (droppedMs > droppedByServiceMs) {
                dropped((droppedMs - droppedByServiceMs) * BYTES_PER_MS);
                droppedByServiceMs = droppedMs;
            }
        } else {
            dropped(bytes);
        }
    }

    private void dropped(long bytes) {
        droppedBytes += bytes;
        observer.callerAudioDropped(bytes);
    }

    private void keep(ByteBuffer pcm) {
        if (ring == null) {
            ring = new byte[Math.max(earlyBytes, gapBytes)];
        }
        if (pcm.remaining() > boundBytes) {
            dropped(pcm.remaining() - boundBytes);
            pcm.position(pcm.limit() - boundBytes);
        }
        int excess = held + pcm.remaining() - boundBytes;
        if (excess > 0) {
            first = (first + excess) % ring.length;
            held -= excess;
            dropped(excess);
        }
        while (pcm.hasRemaining()) {
            int at = (first + held) % ring.length;
            int length = Math.min(pcm.remaining(), ring.length - at);
            pcm.get(ring, at, length);
            held += length;
        }
    }

    private void drain() {
        draining = false;
        var from = ring;
        if (from == null || service == null) {
            return;
        }
        int left = DRAIN_BYTES;
        while (held > 0 && left > 0) {
            int length = Math.min(Math.min(held, left), from.length - first);
            send(service, ByteBuffer.wrap(from, first, length));
            first = (first + length) % from.length;
            held -= length;
            left -= length;
        }
        if (held == 0) {
            ring = null;
        } else {
            draining = true;
            control.after(DRAIN_EVERY, this::drain);
        }
    }
}
