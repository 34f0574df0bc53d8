package dev.charla.protocol.request;

import dev.charla.protocol.item.EventId;
import dev.charla.protocol.item.ItemId;
import dev.charla.protocol.json.WireType;
import org.jspecify.annotations.Nullable;

/** The client streams text into a user item that it created. */
public sealed interface InputTextRequest extends ClientEvent {
    /**
     * More text.
     *
     * @param id the item
     */
    @WireType("input_text.delta")
    record Delta(ItemId id, String delta, @Nullable Integer contentIndex, @Nullable EventId eventId)
            implements InputTextRequest {
        /** Without the optional members. */
        public Delta(ItemId id, String delta) {
            this(id, delta, null, null);
        }
    }

    /**
     * The text is complete.
     *
     * @param id the item
     */
    @WireType("input_text.done")
    record Done(ItemId id, @Nullable Integer contentIndex, @Nullable EventId eventId)
            implements InputTextRequest {
        /** Without the optional members. */
        public Done(ItemId id) {
            this(id, null, null);
        }
    }
}
