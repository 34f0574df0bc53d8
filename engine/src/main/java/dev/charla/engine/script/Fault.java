package dev.charla.engine.script;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A failure at a named event of a session.
 *
 * @param type Voice Live name of the event, of the client or the service
 * @param before whether it occurs before that event or after it
 * @param number which occurrence of that event, from 1; 0 for every one
 * @param session which session, from 1; 0 for every one
 */
record Fault(String type, boolean before, int number, int session, Action action) {
    boolean strikes(String event, boolean early, int count, int inSession) {
        return before == early
                && type.equals(event)
                && (number == 0 || number == count)
                && (session == 0 || session == inSession);
    }

    /** The effect. */
    sealed interface Action {
        /** The connection is aborted. */
        record Drop() implements Action {}

        /** The connection is closed with a close frame. */
        record Close(int code, String reason) implements Action {}

        /**
         * The service sends nothing for this long; null for ever. It sends the pending events
         * afterwards.
         */
        record Stall(@Nullable Duration length) implements Action {}

        /**
         * Sends an event of the script.
         *
         * @param event a JSON object with a type; gets an ID when it has none
         */
        record Send(JsonNode event) implements Action {}

        /** The event is not sent, or not handled. Only before it. */
        record Lose() implements Action {}

        /** The event is sent a second time, with an id of its own. Only after it. */
        record Again() implements Action {}

        /** The event is delayed, so that others overtake it. Only before it. */
        record Late(Duration by) implements Action {}

        /** The event is delayed until after the next event of another type. Only before it. */
        record LateUntil(String type) implements Action {}

        /** Detects speech for this long in the next audio of the client. */
        record HearNoise(Duration length) implements Action {}
    }
}
