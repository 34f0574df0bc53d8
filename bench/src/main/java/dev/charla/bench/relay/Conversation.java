package dev.charla.bench.relay;

import org.jspecify.annotations.Nullable;

/** A page and the session that a relay opened for it. Confined to the load's thread. */
final class Conversation {
    private final Load load;
    private final int number;
    private final long askedNanos;
    private @Nullable PagePeer page;
    private @Nullable ServicePeer service;
    private boolean heard;
    private boolean leaving;
    private long leftNanos;
    private long interruptedNanos;

    /**
     * @param askedNanos when it was begun to be opened
     */
    Conversation(Load load, int number, long askedNanos) {
        this.load = load;
        this.number = number;
        this.askedNanos = askedNanos;
    }

    Load load() {
        return load;
    }

    int number() {
        return number;
    }

    void shownBy(PagePeer peer) {
        page = peer;
    }

    void servedBy(ServicePeer peer) {
        service = peer;
    }

    @Nullable PagePeer page() {
        return page;
    }

    @Nullable ServicePeer service() {
        return service;
    }

    /** The page heard a frame. */
    void heard() {
        if (!heard) {
            heard = true;
            load.tally().setUp(System.nanoTime() - askedNanos);
        }
    }

    /** Whether it stands: both sides are there and one has heard the other. */
    boolean stands() {
        return heard && !leaving && service != null && page != null && !page.isGone();
    }

    /** Has the page leave; its session should follow soon. */
    void leave() {
        if (leaving) {
            return;
        }
        leaving = true;
        leftNanos = System.nanoTime();
        if (page != null) {
            page.leave();
        }
    }

    void pageLost(PagePeer peer) {
        load.leaves(peer);
        if (!leaving) {
            load.tally().broken();
        }
        if (service == null) {
            load.forget(this);
        }
    }

    /** The relay has closed the session. */
    void serviceLost() {
        if (leaving) {
            load.tally().closed(System.nanoTime() - leftNanos);
        }
        load.forget(this);
    }

    boolean bargesIn() {
        return interruptedNanos != 0;
    }

    void interrupted() {
        interruptedNanos = System.nanoTime();
    }

    /** The page was told to be silent. */
    void stopped() {
        if (interruptedNanos != 0) {
            load.tally().bargedIn(System.nanoTime() - interruptedNanos);
            interruptedNanos = 0;
        }
    }
}
