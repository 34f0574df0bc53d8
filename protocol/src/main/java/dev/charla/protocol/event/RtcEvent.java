package dev.charla.protocol.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.charla.protocol.item.EventId;
import dev.charla.protocol.json.WireType;
import dev.charla.protocol.response.FailureDetails;
import org.jspecify.annotations.Nullable;

/** The service answers on the WebRTC control channel. */
public sealed interface RtcEvent extends ServerEvent {
    /**
     * The answer to an offer.
     *
     * @param sdpAnswer plain SDP, not base64
     */
    @WireType("rtc.call.sdp.created")
    record CallSdpCreated(EventId eventId, String sdpAnswer, String rtcCallId)
            implements RtcEvent {}

    /**
     * The call could not be made.
     *
     * @param operation the client event that failed
     */
    @WireType("rtc.call.error")
    record CallError(
            EventId eventId,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String operation,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String rtcCallId,
            FailureDetails error)
            implements RtcEvent {}
}
