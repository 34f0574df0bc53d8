package dev.charla.protocol.request;

import dev.charla.protocol.item.EventId;
import dev.charla.protocol.item.TurnId;
import dev.charla.protocol.json.AudioBytes;
import dev.charla.protocol.json.WireType;
import org.jspecify.annotations.Nullable;

/**
 * The client streams audio turns that it delimits itself. The service does not document its
 * answers.
 */
public sealed interface InputAudioRequest extends ClientEvent {
    /** Begins a turn. */
    @WireType("input_audio.turn.start")
    record TurnStart(TurnId turnId, @Nullable EventId eventId) implements InputAudioRequest {
        /** Without the optional members. */
        public TurnStart(TurnId turnId) {
            this(turnId, null);
        }
    }

    /** Adds audio to a turn. */
    @WireType("input_audio.turn.append")
    record TurnAppend(TurnId turnId, AudioBytes audio, @Nullable EventId eventId)
            implements InputAudioRequest {
        /** Without the optional members. */
        public TurnAppend(TurnId turnId, AudioBytes audio) {
            this(turnId, audio, null);
        }
    }

    /** Ends a turn. */
    @WireType("input_audio.turn.end")
    record TurnEnd(TurnId turnId, @Nullable EventId eventId) implements InputAudioRequest {
        /** Without the optional members. */
        public TurnEnd(TurnId turnId) {
            this(turnId, null);
        }
    }

    /** Gives a turn up. */
    @WireType("input_audio.turn.cancel")
    record TurnCancel(TurnId turnId, @Nullable EventId eventId) implements InputAudioRequest {
        /** Without the optional members. */
        public TurnCancel(TurnId turnId) {
            this(turnId, null);
        }
    }

    /** Forgets all streamed turn audio. */
    @WireType("input_audio.clear")
    record Clear(@Nullable EventId eventId) implements InputAudioRequest {
        /** Without the optional members. */
        public Clear() {
            this(null);
        }
    }
}
