package dev.charla.protocol.request;

import dev.charla.protocol.codec.AppendFrame;
import dev.charla.protocol.item.EventId;
import dev.charla.protocol.json.AudioBytes;
import dev.charla.protocol.json.WireType;
import org.jspecify.annotations.Nullable;

/** The client fills the input audio buffer. */
public sealed interface InputAudioBufferRequest extends ClientEvent {
    /**
     * Adds audio in the session's input format; never answered. {@link AppendFrame} writes the same
     * without an object in between.
     */
    @WireType("input_audio_buffer.append")
    record Append(AudioBytes audio, @Nullable EventId eventId) implements InputAudioBufferRequest {
        /** Without the optional members. */
        public Append(AudioBytes audio) {
            this(audio, null);
        }
    }

    /** Ends the user's turn by hand: the buffer becomes a user item. */
    @WireType("input_audio_buffer.commit")
    record Commit(@Nullable EventId eventId) implements InputAudioBufferRequest {
        /** Without the optional members. */
        public Commit() {
            this(null);
        }
    }

    /** Forgets what is buffered. */
    @WireType("input_audio_buffer.clear")
    record Clear(@Nullable EventId eventId) implements InputAudioBufferRequest {
        /** Without the optional members. */
        public Clear() {
            this(null);
        }
    }
}
