package dev.charla.protocol.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.charla.protocol.item.EventId;
import dev.charla.protocol.item.ResponseId;
import dev.charla.protocol.json.WireType;
import org.jspecify.annotations.Nullable;

/** The service tells about audio that it plays itself, over WebRTC. */
public sealed interface OutputAudioBufferEvent extends ServerEvent {
    /** Playing began. In documents only. */
    @WireType("output_audio_buffer.started")
    record Started(EventId eventId, ResponseId responseId) implements OutputAudioBufferEvent {}

    /** Playing ended. In documents only. */
    @WireType("output_audio_buffer.stopped")
    record Stopped(EventId eventId, ResponseId responseId) implements OutputAudioBufferEvent {}

    /** What was to be played was dropped. */
    @WireType("output_audio_buffer.cleared")
    record Cleared(
            EventId eventId,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable ResponseId responseId)
            implements OutputAudioBufferEvent {}
}
