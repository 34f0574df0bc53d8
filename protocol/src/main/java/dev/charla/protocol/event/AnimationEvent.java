package dev.charla.protocol.event;

import dev.charla.protocol.item.EventId;
import dev.charla.protocol.item.ItemId;
import dev.charla.protocol.item.ResponseId;
import dev.charla.protocol.json.Require;
import dev.charla.protocol.json.WireType;
import tools.jackson.databind.JsonNode;

/** The service tells how a face should move ({@code response.animation_...}). */
public sealed interface AnimationEvent extends ServerEvent {
    /**
     * A mouth shape.
     *
     * @param audioOffsetMs milliseconds from the start of the item's audio
     * @param visemeId 0 to 21, 0 is silence
     */
    @WireType("response.animation_viseme.delta")
    record VisemeDelta(
            EventId eventId,
            ResponseId responseId,
            ItemId itemId,
            int outputIndex,
            int contentIndex,
            int audioOffsetMs,
            int visemeId)
            implements AnimationEvent {
        public VisemeDelta {
            Require.notNegative(outputIndex, "output_index");
            Require.notNegative(contentIndex, "content_index");
        }
    }

    /** No more mouth shapes for this part. */
    @WireType("response.animation_viseme.done")
    record VisemeDone(
            EventId eventId,
            ResponseId responseId,
            ItemId itemId,
            int outputIndex,
            int contentIndex)
            implements AnimationEvent {
        public VisemeDone {
            Require.notNegative(outputIndex, "output_index");
            Require.notNegative(contentIndex, "content_index");
        }
    }

    /**
     * Frames of a face.
     *
     * @param frameIndex frames sent before these
     * @param frames an array of arrays of numbers, or a string
     */
    @WireType("response.animation_blendshapes.delta")
    record BlendshapesDelta(
            EventId eventId,
            ResponseId responseId,
            ItemId itemId,
            int outputIndex,
            int contentIndex,
            int frameIndex,
            JsonNode frames)
            implements AnimationEvent {
        public BlendshapesDelta {
            Require.notNegative(outputIndex, "output_index");
            Require.notNegative(contentIndex, "content_index");
            Require.notNegative(frameIndex, "frame_index");
        }
    }

    /** No more frames for this item. */
    @WireType("response.animation_blendshapes.done")
    record BlendshapesDone(EventId eventId, ResponseId responseId, ItemId itemId, int outputIndex)
            implements AnimationEvent {
        public BlendshapesDone {
            Require.notNegative(outputIndex, "output_index");
        }
    }
}
