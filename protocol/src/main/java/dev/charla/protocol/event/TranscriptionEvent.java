package dev.charla.protocol.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.charla.protocol.item.EventId;
import dev.charla.protocol.item.ItemId;
import dev.charla.protocol.item.LogProbability;
import dev.charla.protocol.json.Require;
import dev.charla.protocol.json.WireType;
import dev.charla.protocol.response.FailureDetails;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The service tells what the user said ({@code conversation.item.input_audio_transcription}). */
public sealed interface TranscriptionEvent extends ServerEvent {
    /** More words. */
    @WireType("conversation.item.input_audio_transcription.delta")
    record Delta(
            EventId eventId,
            ItemId itemId,
            int contentIndex,
            String delta,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<LogProbability> logprobs)
            implements TranscriptionEvent {
        public Delta {
            Require.notNegative(contentIndex, "content_index");
            logprobs = logprobs == null ? null : List.copyOf(logprobs);
        }
    }

    /**
     * All words; may be empty for an item transcribed before.
     *
     * @param language BCP 47 tag, told by cascaded sessions
     * @param phrases timed phrases, when asked for by {@code include}
     * @param usage cost of the transcription, as the service words it
     */
    @WireType("conversation.item.input_audio_transcription.completed")
    record Completed(
            EventId eventId,
            ItemId itemId,
            int contentIndex,
            String transcript,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String language,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<LogProbability> logprobs,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable JsonNode phrases,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable JsonNode usage)
            implements TranscriptionEvent {
        public Completed {
            Require.notNegative(contentIndex, "content_index");
            logprobs = logprobs == null ? null : List.copyOf(logprobs);
        }
    }

    /** The words could not be made out. */
    @WireType("conversation.item.input_audio_transcription.failed")
    record Failed(EventId eventId, ItemId itemId, int contentIndex, FailureDetails error)
            implements TranscriptionEvent {
        public Failed {
            Require.notNegative(contentIndex, "content_index");
        }
    }
}
