package dev.charla.engine.session;

import dev.charla.loop.SessionLoop;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Detects silence after an answer was played; the protocol's {@code idle_timeout_ms}. Confined to
 * the loop.
 */
final class IdlePrompt {
    private final SessionLoop loop;
    private final Supplier<@Nullable Duration> patience;
    private final BooleanSupplier quiet;
    private Runnable prompt = () -> {};
    private SessionLoop.@Nullable Timer timer;

    /**
     * @param patience null for no limit
     * @param quiet whether nobody speaks and nothing is pending
     */
    IdlePrompt(SessionLoop loop, Supplier<@Nullable Duration> patience, BooleanSupplier quiet) {
        this.loop = loop;
        this.patience = patience;
        this.quiet = quiet;
    }

    /** The action. */
    void then(Runnable task) {
        prompt = task;
    }

    /**
     * An answer ended.
     *
     * @param playing how much longer it will be heard
     */
    void arm(Duration playing) {
        disarm();
        Duration wait = patience.get();
        if (wait != null) {
            timer = loop.after(playing.plus(wait), this::fire);
        }
    }

    void disarm() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }

    private void fire() {
        timer = null;
        if (patience.get() != null && quiet.getAsBoolean()) {
            prompt.run();
        }
    }
}
