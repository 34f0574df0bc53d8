package dev.charla.protocol.event;

import dev.charla.protocol.item.EventId;
import dev.charla.protocol.item.ItemId;
import dev.charla.protocol.json.WireType;
import org.jspecify.annotations.Nullable;

/** The service tells what it did with the input audio buffer. */
public sealed interface InputAudioBufferEvent extends ServerEvent {
    /**
     * Speech began: stop playing.
     *
     * @param audioStartMs milliseconds of input audio before it, padding included
     * @param itemId the user item that will be made of it
     */
    @WireType("input_audio_buffer.speech_started")
    record SpeechStarted(EventId eventId, int audioStartMs, ItemId itemId)
            implements InputAudioBufferEvent {}

    /**
     * Speech ended.
     *
     * @param audioEndMs milliseconds of input audio before the end
     */
    @WireType("input_audio_buffer.speech_stopped")
    record SpeechStopped(EventId eventId, int audioEndMs, ItemId itemId)
            implements InputAudioBufferEvent {}

    /**
     * The buffer became a user item.
     *
     * @param previousItemId the item before it; null or {@link ItemId#NONE} for the first
     */
    @WireType("input_audio_buffer.committed")
    record Committed(EventId eventId, @Nullable ItemId previousItemId, ItemId itemId)
            implements InputAudioBufferEvent {}

    /**
     * Nobody spoke for the idle timeout: the silence becomes a user item. OpenAI's.
     *
     * @param audioStartMs milliseconds of input audio before the silence
     * @param audioEndMs and at its end
     */
    @WireType("input_audio_buffer.timeout_triggered")
    record TimeoutTriggered(EventId eventId, int audioStartMs, int audioEndMs, ItemId itemId)
            implements InputAudioBufferEvent {}

    /** The buffer was emptied. */
    @WireType("input_audio_buffer.cleared")
    record Cleared(EventId eventId) implements InputAudioBufferEvent {}
}
