package dev.charla.protocol.request;

import dev.charla.protocol.item.EventId;
import dev.charla.protocol.json.WireType;
import dev.charla.protocol.settings.SessionUpdate;
import org.jspecify.annotations.Nullable;

/** The client sets up audio over WebRTC; only on the {@code /calls} path. */
public sealed interface RtcRequest extends ClientEvent {
    /**
     * Offers a WebRTC connection.
     *
     * @param sdpOffer plain SDP, not base64
     */
    @WireType("rtc.call.sdp.create")
    record CallSdpCreate(
            String sdpOffer, @Nullable SessionUpdate session, @Nullable EventId eventId)
            implements RtcRequest {
        /** Without the optional members. */
        public CallSdpCreate(String sdpOffer) {
            this(sdpOffer, null, null);
        }
    }
}
