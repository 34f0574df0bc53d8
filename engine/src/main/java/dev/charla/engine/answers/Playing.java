package dev.charla.engine.answers;

import dev.charla.engine.items.ItemEntry;
import dev.charla.loop.SessionLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Estimates what the client plays. It assumes that the client plays audio from the moment it is
 * sent, or after the audio sent before. Confined to the loop.
 */
public final class Playing {
    private final SessionLoop loop;
    private final List<Played> played = new ArrayList<>();
    private long untilNanos;

    /** An item and when its audio began to play. */
    private static final class Played {
        final ItemEntry entry;
        final long fromNanos;
        long untilNanos;

        Played(ItemEntry entry, long fromNanos) {
            this.entry = entry;
            this.fromNanos = fromNanos;
        }
    }

    /**
     * A truncated item.
     *
     * @param heardMs how much of its audio was played
     */
    public record Cut(ItemEntry entry, long heardMs) {}

    public Playing(SessionLoop loop) {
        this.loop = loop;
        this.untilNanos = loop.nanos();
    }

    /** Adds sent audio of an item. */
    public void sent(ItemEntry entry, int ms) {
        long now = loop.nanos();
        if (untilNanos - now < 0) {
            untilNanos = now;
            played.clear();
        }
        Played last = played.isEmpty() ? null : played.getLast();
        if (last == null || !last.entry.equals(entry)) {
            last = new Played(entry, untilNanos);
            played.add(last);
        }
        untilNanos += Duration.ofMillis(ms).toNanos();
        last.untilNanos = untilNanos;
    }

    /** Whether audio is playing now. */
    public boolean isHeard() {
        return untilNanos - loop.nanos() > 0;
    }

    /** How much longer it will play. */
    public Duration rest() {
        return Duration.ofNanos(Math.max(0, untilNanos - loop.nanos()));
    }

    /** The client stops playing. */
    public void stop() {
        untilNanos = loop.nanos();
    }

    /** The client stops playing; returns the items that it did not play to their end. */
    public List<Cut> cut() {
        long now = loop.nanos();
        List<Cut> cuts = new ArrayList<>();
        for (Played each : played) {
            if (each.untilNanos - now > 0) {
                long heard = Duration.ofNanos(Math.max(0, now - each.fromNanos)).toMillis();
                cuts.add(new Cut(each.entry, Math.min(heard, each.entry.audioMs())));
            }
        }
        played.clear();
        untilNanos = now;
        return cuts;
    }

    /** Removes an item from the estimate. */
    public void forget(ItemEntry entry) {
        played.removeIf(each -> each.entry.equals(entry));
    }
}
