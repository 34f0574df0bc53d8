package dev.charla.engine.hearing;

import dev.charla.protocol.item.ItemId;

/** Told what is heard. All calls on the session's loop. */
public interface HearingListener {
    /** Somebody began to speak; not told when turns are taken by hand. */
    void speechStarted(ItemId turn, long audioStartMs);

    /** They stopped; {@link #committed} follows. */
    void speechStopped(ItemId turn, long audioEndMs);

    /** A turn is complete; {@link #heard} follows when its words are known. */
    void committed(ItemId turn);

    /** More words of a turn, to be added to those told before; its end may correct them. */
    void partial(ItemId turn, String addition);

    /** The end of a turn, once for each that was committed, in the order they were. */
    void heard(ItemId turn, Heard heard);
}
