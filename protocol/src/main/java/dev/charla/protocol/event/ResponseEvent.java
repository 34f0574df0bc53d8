package dev.charla.protocol.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.charla.protocol.item.CallId;
import dev.charla.protocol.item.ContentPart;
import dev.charla.protocol.item.EventId;
import dev.charla.protocol.item.Item;
import dev.charla.protocol.item.ItemId;
import dev.charla.protocol.item.ResponseId;
import dev.charla.protocol.json.AudioBytes;
import dev.charla.protocol.json.Require;
import dev.charla.protocol.json.WireType;
import dev.charla.protocol.response.Response;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The service tells how a response grows. Positions: {@code outputIndex} in the response's output,
 * {@code contentIndex} in the item's content.
 */
public sealed interface ResponseEvent extends ServerEvent {
    /** A response began; it has no output yet. */
    @WireType("response.created")
    record Created(EventId eventId, Response response) implements ResponseEvent {}

    /** A response ended, whichever way; once per response. */
    @WireType("response.done")
    record Done(EventId eventId, Response response) implements ResponseEvent {}

    /** An item of the response began. */
    @WireType("response.output_item.added")
    record OutputItemAdded(EventId eventId, ResponseId responseId, int outputIndex, Item item)
            implements ResponseEvent {
        public OutputItemAdded {
            Require.notNegative(outputIndex, "output_index");
        }
    }

    /** An item of the response is final. */
    @WireType("response.output_item.done")
    record OutputItemDone(EventId eventId, ResponseId responseId, int outputIndex, Item item)
            implements ResponseEvent {
        public OutputItemDone {
            Require.notNegative(outputIndex, "output_index");
        }
    }

    /** A content part began. */
    @WireType("response.content_part.added")
    record ContentPartAdded(
            EventId eventId,
            ResponseId responseId,
            ItemId itemId,
            int outputIndex,
            int contentIndex,
            ContentPart part)
            implements ResponseEvent {
        public ContentPartAdded {
            Require.notNegative(outputIndex, "output_index");
            Require.notNegative(contentIndex, "content_index");
        }
    }

    /** A content part is final. */
    @WireType("response.content_part.done")
    record ContentPartDone(
            EventId eventId,
            ResponseId responseId,
            ItemId itemId,
            int outputIndex,
            int contentIndex,
            ContentPart part)
            implements ResponseEvent {
        public ContentPartDone {
            Require.notNegative(outputIndex, "output_index");
            Require.notNegative(contentIndex, "content_index");
        }
    }

    /** More text of a text part. */
    @WireType("response.text.delta")
    record TextDelta(
            EventId eventId,
            ResponseId responseId,
            ItemId itemId,
            int outputIndex,
            int contentIndex,
            String delta)
            implements ResponseEvent {
        public TextDelta {
            Require.notNegative(outputIndex, "output_index");
            Require.notNegative(contentIndex, "content_index");
        }
    }

    /** All text of a text part. */
    @WireType("response.text.done")
    record TextDone(
            EventId eventId,
            ResponseId responseId,
            ItemId itemId,
            int outputIndex,
            int contentIndex,
            String text)
            implements ResponseEvent {
        public TextDone {
            Require.notNegative(outputIndex, "output_index");
            Require.notNegative(contentIndex, "content_index");
        }
    }

    /** More words of an audio part. */
    @WireType("response.audio_transcript.delta")
    record AudioTranscriptDelta(
            EventId eventId,
            ResponseId responseId,
            ItemId itemId,
            int outputIndex,
            int contentIndex,
            String delta)
            implements ResponseEvent {
        public AudioTranscriptDelta {
            Require.notNegative(outputIndex, "output_index");
            Require.notNegative(contentIndex, "content_index");
        }
    }

    /** All words of an audio part. */
    @WireType("response.audio_transcript.done")
    record AudioTranscriptDone(
            EventId eventId,
            ResponseId responseId,
            ItemId itemId,
            int outputIndex,
            int contentIndex,
            String transcript)
            implements ResponseEvent {
        public AudioTranscriptDone {
            Require.notNegative(outputIndex, "output_index");
            Require.notNegative(contentIndex, "content_index");
        }
    }

    /** More audio, in the session's output format, ahead of real time. */
    @WireType("response.audio.delta")
    record AudioDelta(
            EventId eventId,
            ResponseId responseId,
            ItemId itemId,
            int outputIndex,
            int contentIndex,
            AudioBytes delta)
            implements ResponseEvent {
        public AudioDelta {
            Require.notNegative(outputIndex, "output_index");
            Require.notNegative(contentIndex, "content_index");
        }
    }

    /** All audio of a part was sent. */
    @WireType("response.audio.done")
    record AudioDone(
            EventId eventId,
            ResponseId responseId,
            ItemId itemId,
            int outputIndex,
            int contentIndex)
            implements ResponseEvent {
        public AudioDone {
            Require.notNegative(outputIndex, "output_index");
            Require.notNegative(contentIndex, "content_index");
        }
    }

    /**
     * When a word is spoken.
     *
     * @param audioOffsetMs milliseconds from the start of the item's audio
     * @param timestampType {@code word}
     */
    @WireType("response.audio_timestamp.delta")
    record AudioTimestampDelta(
            EventId eventId,
            ResponseId responseId,
            ItemId itemId,
            int outputIndex,
            int contentIndex,
            int audioOffsetMs,
            int audioDurationMs,
            String text,
            String timestampType)
            implements ResponseEvent {
        public AudioTimestampDelta {
            Require.notNegative(outputIndex, "output_index");
            Require.notNegative(contentIndex, "content_index");
        }
    }

    /** No more word times for this part. */
    @WireType("response.audio_timestamp.done")
    record AudioTimestampDone(
            EventId eventId,
            ResponseId responseId,
            ItemId itemId,
            int outputIndex,
            int contentIndex)
            implements ResponseEvent {
        public AudioTimestampDone {
            Require.notNegative(outputIndex, "output_index");
            Require.notNegative(contentIndex, "content_index");
        }
    }

    /** More of a function call's arguments. */
    @WireType("response.function_call_arguments.delta")
    record FunctionCallArgumentsDelta(
            EventId eventId,
            ResponseId responseId,
            ItemId itemId,
            int outputIndex,
            CallId callId,
            String delta)
            implements ResponseEvent {
        public FunctionCallArgumentsDelta {
            Require.notNegative(outputIndex, "output_index");
        }
    }

    /**
     * A function call's arguments are complete.
     *
     * @param arguments JSON text
     * @param name the function; null from services that leave it out
     */
    @WireType("response.function_call_arguments.done")
    record FunctionCallArgumentsDone(
            EventId eventId,
            ResponseId responseId,
            ItemId itemId,
            int outputIndex,
            CallId callId,
            String arguments,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String name)
            implements ResponseEvent {
        public FunctionCallArgumentsDone {
            Require.notNegative(outputIndex, "output_index");
        }
    }

    /** A citation in spoken words. */
    @WireType("response.audio_transcript.annotation.added")
    record AudioTranscriptAnnotationAdded(
            EventId eventId,
            ResponseId responseId,
            ItemId itemId,
            int outputIndex,
            int contentIndex,
            int annotationIndex,
            JsonNode annotation)
            implements ResponseEvent {
        public AudioTranscriptAnnotationAdded {
            Require.notNegative(outputIndex, "output_index");
            Require.notNegative(contentIndex, "content_index");
            Require.notNegative(annotationIndex, "annotation_index");
        }
    }

    /**
     * More of an avatar's video, when it comes over the WebSocket.
     *
     * @param codec {@code h264}
     * @param delta base64, not decoded here
     */
    @WireType("response.video.delta")
    record VideoDelta(EventId eventId, int outputIndex, String codec, String delta)
            implements ResponseEvent {
        public VideoDelta {
            Require.notNegative(outputIndex, "output_index");
        }
    }

    /** A hosted agent's own event, as it is. */
    @WireType("response.invocation.delta")
    record InvocationDelta(EventId eventId, JsonNode delta) implements ResponseEvent {}
}
