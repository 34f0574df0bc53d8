package dev.charla.engine.answers;

import dev.charla.engine.items.ItemEntry;
import dev.charla.loop.SessionLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What the client plays, as far as it can be reckoned: audio made faster than it plays is taken to
 * play from when it was sent, or after what was sent before. Confined to the loop.
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
     * An item that was cut.
     *
     * @param heardMs how much of its audio was played
     */
    public record Cut(ItemEntry entry, long heardMs) {}

    public Playing(SessionLoop loop) {
        this.loop = loop;
        this.untilNanos = loop.nanos();
    }

    /** So much audio of an item was sent. */
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

    /** Whether something is heard now. */
    public boolean isHeard() {
        return untilNanos - loop.nanos() > 0;
    }

    /** How long it will be heard yet. */
    public Duration rest() {
        return Duration.ofNanos(Math.max(0, untilNanos - loop.nanos()));
    }

    /** The client plays no more of what it was sent. */
    public void stop() {
        untilNanos = loop.nanos();
    }

    /** The client plays no more; tells which items it did not play to their end. */
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

    /** Nothing is reckoned with this item any more. */
    public void forget(ItemEntry entry) {
        played.removeIf(each -> each.entry.equals(entry));
    }
}
