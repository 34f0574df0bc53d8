package dev.charla.engine.session;

import dev.charla.protocol.ContentPart;
import dev.charla.protocol.ConversationItemEvent;
import dev.charla.protocol.ConversationItemRequest;
import dev.charla.protocol.Item;
import dev.charla.protocol.ItemId;
import dev.charla.protocol.ItemStatus;
import java.util.List;

/** Follows what clients ask of the conversation's items. Confined to the loop. */
final class ItemDesk {
    private final Outbox out;
    private final ItemStore items;

    ItemDesk(Outbox out, ItemStore items) {
        this.out = out;
        this.items = items;
    }

    void follow(ConversationItemRequest request) throws RefusedException {
        switch (request) {
            case ConversationItemRequest.Create create -> create(create);
            case ConversationItemRequest.Retrieve(var item, _) ->
                    out.send(new ConversationItemEvent.Retrieved(out.eventId(), items.get(item)));
            case ConversationItemRequest.Truncate(var item, var part, var heardMs, _) -> {
                items.truncate(item, part, heardMs);
                out.send(new ConversationItemEvent.Truncated(out.eventId(), item, part, heardMs));
            }
            case ConversationItemRequest.Delete(var item, _) -> {
                items.delete(item);
                out.send(new ConversationItemEvent.Deleted(out.eventId(), item));
            }
        }
    }

    private void create(ConversationItemRequest.Create create) throws RefusedException {
        if (!(create.item() instanceof Item.Message message)) {
            throw RefusedException.notHere("item.type", "items other than messages");
        }
        for (ContentPart part : message.content()) {
            switch (part) {
                case ContentPart.InputText _, ContentPart.Text _, ContentPart.OutputText _ -> {}
                case ContentPart.InputAudio _,
                        ContentPart.Audio _,
                        ContentPart.InputImage _,
                        ContentPart.Unknown _ ->
                        throw RefusedException.notHere(
                                "item.content", "content other than text in items of clients");
            }
        }
        ItemId item = message.id() == null ? out.itemId() : message.id();
        if (items.has(item)) {
            throw new RefusedException(
                    "invalid_value", "item.id", "Item '%s' exists already.".formatted(item));
        }
        List<ContentPart> content = message.content().stream().map(ItemDesk::echo).toList();
        Item.Message stored =
                new Item.Message(
                        message.role(), content, item, ItemStatus.COMPLETED, null, message.extra());
        ItemId previous = items.add(new ItemEntry(item, stored, null), create.previousItemId());
        out.send(new ConversationItemEvent.Created(out.eventId(), previous, stored));
    }

    /** The service echoes what clients call {@code output_text} as {@code text}. */
    private static ContentPart echo(ContentPart part) {
        return part instanceof ContentPart.OutputText(var text, var extra)
                ? new ContentPart.Text(text, extra)
                : part;
    }
}
