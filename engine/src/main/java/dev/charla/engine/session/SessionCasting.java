package dev.charla.engine.session;

import dev.charla.engine.leg.ClientLeg;
import dev.charla.loop.SessionLoop;
import dev.charla.protocol.request.ClientEvent;

/**
 * Has a say in what each session is made with and in what passes between it and its client: where
 * sessions are not all made alike, as when a script plays them. Any thread.
 */
@FunctionalInterface
public interface SessionCasting {
    /** Every session is made with what all share. */
    SessionCasting ALIKE = (shared, _, leg) -> new Cast(shared, leg, ClientWatch.NONE);

    /**
     * Called once for each session, on its loop, before it is made.
     *
     * @param shared what sessions are made with otherwise
     * @param leg the way to the client
     */
    Cast cast(SessionParts shared, SessionLoop loop, ClientLeg leg);

    /**
     * What one session is made with.
     *
     * @param leg what the session sends through
     * @param watch what sees the client's events first
     */
    record Cast(SessionParts parts, ClientLeg leg, ClientWatch watch) {}

    /** Sees what a client sends. All calls on the session's loop. */
    interface ClientWatch {
        /** Sees nothing. */
        ClientWatch NONE =
                new ClientWatch() {
                    @Override
                    public boolean before(ClientEvent event) {
                        return true;
                    }

                    @Override
                    public void after(ClientEvent event) {}
                };

        /**
         * An event came and was not handled yet.
         *
         * @return whether the session is to have it
         */
        boolean before(ClientEvent event);

        /** The session has handled it. */
        void after(ClientEvent event);
    }
}
