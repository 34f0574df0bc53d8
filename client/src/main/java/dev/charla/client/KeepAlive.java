package dev.charla.client;

import dev.charla.loop.SessionLoop;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Sends pings regularly and reports when nothing comes back. Any received byte counts, because a
 * pong may have to wait behind a long message. Confined to the session loop.
 */
final class KeepAlive {
    private final SessionLoop loop;
    private final Duration every;
    private final Duration patience;
    private final Runnable ping;
    private final Runnable silent;
    private SessionLoop.@Nullable Timer next;
    private SessionLoop.@Nullable Timer check;
    private boolean paused;
    private boolean heard;

    /**
     * Does nothing until {@link #start}.
     *
     * @param patience how long to wait for data after a ping
     * @param ping sends a ping
     * @param silent called once when nothing was received in time
     */
    KeepAlive(SessionLoop loop, Duration every, Duration patience, Runnable ping, Runnable silent) {
        this.loop = loop;
        this.every = every;
        this.patience = patience;
        this.ping = ping;
        this.silent = silent;
    }

    void start() {
        next = loop.after(every, this::ask);
    }

    void stop() {
        if (next != null) {
            next.cancel();
        }
        if (check != null) {
            check.cancel();
        }
    }

    /** Call this when data arrived from the service. */
    void heard() {
        heard = true;
    }

    /** While reading is paused, silence proves nothing: this side causes it. */
    void paused(boolean value) {
        paused = value;
        heard = true; // the ping under way may have been answered unread
    }

    private void ask() {
        if (check == null) {
            heard = false;
            check = loop.after(patience, this::check);
        }
        ping.run();
        next = loop.after(every, this::ask);
    }

    private void check() {
        check = null;
        if (!heard && !paused) {
            silent.run();
        }
    }
}
