package dev.charla.engine.session;

import dev.charla.engine.leg.ClientLeg;
import dev.charla.loop.SessionLoop;
import dev.charla.protocol.request.ClientEvent;

/**
 * Replaces parts of a session, and observes the events between it and its client: for sessions that
 * differ, as with a script. Any thread.
 */
@FunctionalInterface
public interface SessionCasting {
    /** No replacement: all sessions use the shared parts. */
    SessionCasting ALIKE = (shared, _, leg) -> new Cast(shared, leg, ClientWatch.NONE);

    /**
     * Called once per session, on its loop, before it is created.
     *
     * @param shared the default parts
     * @param leg the outbound side to the client
     */
    Cast cast(SessionParts shared, SessionLoop loop, ClientLeg leg);

    /**
     * The parts of one session.
     *
     * @param leg its outbound side
     * @param watch observer of the client's events
     */
    record Cast(SessionParts parts, ClientLeg leg, ClientWatch watch) {}

    /** Observes a client's events. All calls on the session's loop. */
    interface ClientWatch {
        /** Observes nothing. */
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
         * An event arrived and is not handled yet.
         *
         * @return whether to pass it to the session
         */
        boolean before(ClientEvent event);

        /** The session has handled it. */
        void after(ClientEvent event);
    }
}
