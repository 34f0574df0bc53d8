package dev.charla.wire;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Flushes a channel at the end of its loop's turn, once for all that was written in it: an answer
 * comes in many frames at a time, and each system call costs as much as all else that is done for a
 * frame. Confined to the channel's loop.
 */
public final class FlushSoon implements Runnable {
    private final EventLoop loop;
    private @Nullable Channel channel;
    private boolean asked;

    public FlushSoon(EventLoop loop) {
        this.loop = loop;
    }

    /** Says whose writes are meant. */
    public void of(Channel written) {
        channel = written;
    }

    /** Something was written. */
    public void soon() {
        if (asked) {
            return;
        }
        asked = true;
        try {
            loop.execute(this);
        } catch (RejectedExecutionException stopped) {
            run(); // the loop takes no more tasks; this is its last
        }
    }

    /** Flushes now; nothing is done at the end of the turn unless more is written. */
    @Override
    public void run() {
        asked = false;
        if (channel != null) {
            channel.flush();
        }
    }
}
