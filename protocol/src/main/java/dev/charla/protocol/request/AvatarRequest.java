package dev.charla.protocol.request;

import dev.charla.protocol.item.EventId;
import dev.charla.protocol.json.WireType;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The client sets up the avatar's video. */
public sealed interface AvatarRequest extends ClientEvent {
    /**
     * Offers a WebRTC connection for the avatar.
     *
     * @param clientSdp base64 of the JSON {@code {"type":"offer","sdp":...}}
     * @param rtcConfiguration seen in the field, not documented
     */
    @WireType("session.avatar.connect")
    record Connect(String clientSdp, @Nullable JsonNode rtcConfiguration, @Nullable EventId eventId)
            implements AvatarRequest {
        /** Without the optional members. */
        public Connect(String clientSdp) {
            this(clientSdp, null, null);
        }
    }
}
