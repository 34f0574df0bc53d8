package dev.charla.engine.script;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Something that goes wrong at a named point of a session.
 *
 * @param type the event's, the client's or the service's, by its name in the Voice Live protocol
 * @param before whether it strikes before that event or after it
 * @param number which event of that type it is, from 1; 0 for every one
 * @param session which session, from 1; 0 for every one
 */
record Fault(String type, boolean before, int number, int session, Action action) {
    boolean strikes(String event, boolean early, int count, int inSession) {
        return before == early
                && type.equals(event)
                && (number == 0 || number == count)
                && (session == 0 || session == inSession);
    }

    /** What happens. */
    sealed interface Action {
        /** The connection is broken off. */
        record Drop() implements Action {}

        /** The connection is closed in order. */
        record Close(int code, String reason) implements Action {}

        /** Nothing more is sent for so long; null for ever. What was made meanwhile comes then. */
        record Stall(@Nullable Duration length) implements Action {}

        /**
         * An event that the script wrote.
         *
         * @param event a JSON object with a type; an id is added to it when it has none
         */
        record Send(JsonNode event) implements Action {}

        /** The event is not sent, or not handled. Only before it. */
        record Lose() implements Action {}

        /** The event is sent a second time, with an id of its own. Only after it. */
        record Again() implements Action {}

        /** The event comes so much later, and others overtake it. Only before it. */
        record Late(Duration by) implements Action {}

        /** The event comes after the next one of another type. Only before it. */
        record LateUntil(String type) implements Action {}

        /** Speech is heard for so long, in the audio that the client sends next. */
        record HearNoise(Duration length) implements Action {}
    }
}
