package dev.charla.protocol.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.charla.protocol.item.EventId;
import dev.charla.protocol.item.TurnId;
import dev.charla.protocol.json.WireType;
import org.jspecify.annotations.Nullable;

/** The service tells about the avatar's video ({@code session.avatar...}). */
public sealed interface AvatarEvent extends ServerEvent {
    /**
     * The answer to a WebRTC offer.
     *
     * @param serverSdp base64 of the JSON {@code {"type":"answer","sdp":...}}
     */
    @WireType("session.avatar.connecting")
    record Connecting(EventId eventId, String serverSdp) implements AvatarEvent {}

    /** The avatar begins to speak. */
    @WireType("session.avatar.switch_to_speaking")
    record SwitchToSpeaking(
            EventId eventId, @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable TurnId turnId)
            implements AvatarEvent {}

    /** The avatar is silent again. */
    @WireType("session.avatar.switch_to_idle")
    record SwitchToIdle(
            EventId eventId, @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable TurnId turnId)
            implements AvatarEvent {}
}
