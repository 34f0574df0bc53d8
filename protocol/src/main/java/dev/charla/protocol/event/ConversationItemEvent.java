package dev.charla.protocol.event;

import dev.charla.protocol.item.EventId;
import dev.charla.protocol.item.Item;
import dev.charla.protocol.item.ItemId;
import dev.charla.protocol.json.Require;
import dev.charla.protocol.json.WireType;
import org.jspecify.annotations.Nullable;

/** The service tells how the conversation changed. */
public sealed interface ConversationItemEvent extends ServerEvent {
    /**
     * An item was added.
     *
     * @param previousItemId the item before it; null or {@link ItemId#NONE} for the first
     */
    @WireType("conversation.item.created")
    record Created(EventId eventId, @Nullable ItemId previousItemId, Item item)
            implements ConversationItemEvent {}

    /** An item of user audio is final. Not documented; native sessions send it once per item. */
    @WireType("conversation.item.done")
    record Done(EventId eventId, @Nullable ItemId previousItemId, Item item)
            implements ConversationItemEvent {}

    /** An item as the service holds it. */
    @WireType("conversation.item.retrieved")
    record Retrieved(EventId eventId, Item item) implements ConversationItemEvent {}

    /**
     * An item was cut.
     *
     * @param audioEndMs milliseconds of its audio that stay
     */
    @WireType("conversation.item.truncated")
    record Truncated(EventId eventId, ItemId itemId, int contentIndex, int audioEndMs)
            implements ConversationItemEvent {
        public Truncated {
            Require.notNegative(contentIndex, "content_index");
        }
    }

    /** An item was removed. */
    @WireType("conversation.item.deleted")
    record Deleted(EventId eventId, ItemId itemId) implements ConversationItemEvent {}
}
