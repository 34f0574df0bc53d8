package dev.charla.protocol.request;

import dev.charla.protocol.item.EventId;
import dev.charla.protocol.item.Item;
import dev.charla.protocol.item.ItemId;
import dev.charla.protocol.json.Require;
import dev.charla.protocol.json.WireType;
import org.jspecify.annotations.Nullable;

/** The client changes the conversation. */
public sealed interface ConversationItemRequest extends ClientEvent {
    /**
     * Adds an item.
     *
     * @param previousItemId the item to add it after, {@link ItemId#ROOT} for the front; null for
     *     the end
     */
    @WireType("conversation.item.create")
    record Create(Item item, @Nullable ItemId previousItemId, @Nullable EventId eventId)
            implements ConversationItemRequest {
        /** Without the optional members. */
        public Create(Item item) {
            this(item, null, null);
        }
    }

    /** Asks for an item as the service holds it. */
    @WireType("conversation.item.retrieve")
    record Retrieve(ItemId itemId, @Nullable EventId eventId) implements ConversationItemRequest {
        /** Without the optional members. */
        public Retrieve(ItemId itemId) {
            this(itemId, null);
        }
    }

    /**
     * Cuts an assistant item's audio to what was heard.
     *
     * @param audioEndMs milliseconds that were played; never more than the item has
     */
    @WireType("conversation.item.truncate")
    record Truncate(ItemId itemId, int contentIndex, int audioEndMs, @Nullable EventId eventId)
            implements ConversationItemRequest {
        public Truncate {
            Require.notNegative(contentIndex, "content_index");
            Require.notNegative(audioEndMs, "audio_end_ms");
        }

        /** Without the optional members. */
        public Truncate(ItemId itemId, int contentIndex, int audioEndMs) {
            this(itemId, contentIndex, audioEndMs, null);
        }
    }

    /** Removes an item. */
    @WireType("conversation.item.delete")
    record Delete(ItemId itemId, @Nullable EventId eventId) implements ConversationItemRequest {
        /** Without the optional members. */
        public Delete(ItemId itemId) {
            this(itemId, null);
        }
    }
}
