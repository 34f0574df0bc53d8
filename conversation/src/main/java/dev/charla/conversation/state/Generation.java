package dev.charla.conversation.state;

import dev.charla.protocol.item.ResponseId;

/** What the service is making. It makes one response at a time. */
public sealed interface Generation {
    /** Nothing, as far as is known. */
    record None() implements Generation {}

    /**
     * A response was requested and has not begun.
     *
     * @param wanted false when the caller interrupted meanwhile: it is cancelled as soon as it has
     *     an id
     */
    record Asked(boolean wanted) implements Generation {}

    /** This response is being made. */
    record Active(ResponseId response) implements Generation {}

    /** This response was cut short, by Charla or by the service; its end has not been told yet. */
    record Ending(ResponseId response) implements Generation {}
}
