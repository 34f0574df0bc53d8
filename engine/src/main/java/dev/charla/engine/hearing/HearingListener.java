package dev.charla.engine.hearing;

import dev.charla.protocol.item.ItemId;

/** Receives the results of {@link Hearing}. All calls on the session's loop. */
public interface HearingListener {
    /** Onset; not reported with manual turns. */
    void speechStarted(ItemId turn, long audioStartMs);

    /** Offset; {@link #committed} follows. */
    void speechStopped(ItemId turn, long audioEndMs);

    /** A turn is complete; {@link #heard} follows with its words. */
    void committed(ItemId turn);

    /** More words of a turn, to append to the earlier ones; the final result may correct them. */
    void partial(ItemId turn, String addition);

    /** The final result of a turn, once per committed turn, in order. */
    void heard(ItemId turn, Heard heard);
}
