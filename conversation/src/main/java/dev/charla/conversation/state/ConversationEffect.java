package dev.charla.conversation.state;

import dev.charla.conversation.browser.CallerState;
import dev.charla.protocol.item.ResponseId;

/** Something to be done because of an event. */
public sealed interface ConversationEffect {
    /** Open the connection to the service. */
    record Connect() implements ConversationEffect {}

    /** Tell the page that the conversation is in another state. */
    record Show(CallerState state) implements ConversationEffect {}

    /**
     * Stop all unfinished playouts at once, and cut their items to what was heard.
     *
     * @param newest the highest number among them
     * @param bySpeech whether the service heard the caller, and so knows of it
     */
    record StopPlayback(long newest, boolean bySpeech) implements ConversationEffect {}

    /** Let nothing more of this response through. */
    record DropResponse(ResponseId response) implements ConversationEffect {}

    /** Nothing more comes of this response, and what came of it is to be heard out. */
    record ResponseLost(ResponseId response) implements ConversationEffect {}

    /** Ask the service to stop making this response. */
    record CancelResponse(ResponseId response) implements ConversationEffect {}

    /** Ask the service for a response. */
    record RequestResponse() implements ConversationEffect {}

    /** A response has ended; told once for each that began. */
    record ResponseEnded(ResponseId response) implements ConversationEffect {}

    /** Close both legs and cancel what waits. */
    record Close() implements ConversationEffect {}
}
