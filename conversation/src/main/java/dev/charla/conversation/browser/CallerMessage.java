package dev.charla.conversation.browser;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A text message from the page. Its audio comes as binary messages: PCM16 at 24 kHz, mono. */
@JsonTypeInfo(
        use = JsonTypeInfo.Id.NAME,
        property = "type",
        visible = true,
        defaultImpl = CallerMessage.Unknown.class)
public sealed interface CallerMessage {
    /** The caller typed instead of speaking. */
    @JsonTypeName("text")
    record Text(String text) implements CallerMessage {
        /**
         * @throws NullPointerException when a page left the words out: no message of this kind
         */
        public Text {
            Objects.requireNonNull(text);
        }
    }

    /** The caller switched the microphone off or on; while it is off the page sends no audio. */
    @JsonTypeName("mute")
    record Mute(boolean muted) implements CallerMessage {}

    /**
     * What the caller decided about a tool that asks.
     *
     * @param id of its card
     */
    @JsonTypeName("approval")
    record Approval(@Nullable String id, boolean approved) implements CallerMessage {}

    /** The caller pressed <em>Interrupt</em>: as barge-in, without speech. */
    @JsonTypeName("interrupt")
    record Interrupt() implements CallerMessage {}

    /** The first sample of a response became audible. */
    @JsonTypeName("playback.started")
    record PlaybackStarted(long response) implements CallerMessage {}

    /**
     * The page stopped playing a response before its end.
     *
     * @param samples how many of its samples were heard, at 24 kHz
     */
    @JsonTypeName("playback.stopped")
    record PlaybackStopped(long response, long samples) implements CallerMessage {}

    /** The page has played all of a response. */
    @JsonTypeName("playback.finished")
    record PlaybackFinished(long response, long samples) implements CallerMessage {}

    /** How far a response has been played; about four times a second. */
    @JsonTypeName("playback.progress")
    record PlaybackProgress(long response, long samples) implements CallerMessage {}

    /** The page asks whether its connection carries anything; answered by a pong. */
    @JsonTypeName("ping")
    record Ping() implements CallerMessage {}

    /** The caller pressed <em>Stop</em>. */
    @JsonTypeName("end")
    record End() implements CallerMessage {}

    /** A message this version does not know. */
    record Unknown(@JsonProperty("type") @Nullable String type) implements CallerMessage {}
}
