package dev.charla.wire;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Flushes a channel once at the end of the event loop's pass, for all frames written in that pass.
 * A response arrives in many frames at a time, and one system call costs as much as all other work
 * for a frame. Confined to the channel's loop.
 */
public final class FlushSoon implements Runnable {
    private final EventLoop loop;
    private @Nullable Channel channel;
    private boolean asked;

    public FlushSoon(EventLoop loop) {
        this.loop = loop;
    }

    /** Sets the channel to flush. */
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

    /** Flushes now. Nothing is flushed at the end of the pass unless more is written. */
    @Override
    public void run() {
        asked = false;
        if (channel != null) {
            channel.flush();
        }
    }
}
