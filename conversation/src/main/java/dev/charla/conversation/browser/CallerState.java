package dev.charla.conversation.browser;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a caller sees of the conversation. */
public enum CallerState {
    /** Nothing has been started. */
    @JsonProperty("idle")
    IDLE,
    /** The service is being reached, or its settings are being agreed on. */
    @JsonProperty("connecting")
    CONNECTING,
    /** It is the caller's turn. */
    @JsonProperty("ready")
    READY,
    /** The service hears the caller. */
    @JsonProperty("listening")
    LISTENING,
    /** The caller has finished; the answer is being made. */
    @JsonProperty("processing")
    PROCESSING,
    /** The agent speaks. */
    @JsonProperty("speaking")
    SPEAKING,
    /** The service was lost and is being reached again. */
    @JsonProperty("reconnecting")
    RECONNECTING,
    /** Over, as somebody wished. */
    @JsonProperty("ended")
    ENDED,
    /** Over, because something went wrong. */
    @JsonProperty("failed")
    FAILED
}
