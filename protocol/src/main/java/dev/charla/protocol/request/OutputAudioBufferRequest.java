package dev.charla.protocol.request;

import dev.charla.protocol.item.EventId;
import dev.charla.protocol.json.WireType;
import org.jspecify.annotations.Nullable;

/** The client stops what an avatar is playing. */
public sealed interface OutputAudioBufferRequest extends ClientEvent {
    /** Drops the avatar's output; an error outside avatar use. */
    @WireType("output_audio_buffer.clear")
    record Clear(@Nullable EventId eventId) implements OutputAudioBufferRequest {
        /** Without the optional members. */
        public Clear() {
            this(null);
        }
    }
}
