package dev.charla.engine.items;

import dev.charla.engine.reply.ReplyRequest;
import dev.charla.engine.settings.RefusedException;
import dev.charla.protocol.item.Item;
import dev.charla.protocol.item.ItemId;
import java.util.ArrayList;
import java.util.List;

/** Items that a client gives along with {@code response.create}. */
public final class GivenItems {
    private GivenItems() {}

    /**
     * The steps of a conversation they stand for; a reference stands for an item of the
     * conversation.
     *
     * @param param path of the list, for the refusal
     */
    public static List<ReplyRequest.Entry> steps(List<Item> given, ItemStore items, String param)
            throws RefusedException {
        List<ReplyRequest.Entry> steps = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            Item item = given.get(i);
            ItemEntry entry =
                    isReference(item)
                            ? items.entry(referenced(item, param + "[" + i + "]"))
                            : new ItemEntry(ItemId.NONE, item, null);
            List<ReplyRequest.Entry> meant = entry.steps();
            if (meant.isEmpty()) {
                throw RefusedException.notHere(param, "items of this type beside a response");
            }
            steps.addAll(meant);
        }
        return steps;
    }

    private static boolean isReference(Item item) {
        return item instanceof Item.Unknown(var type, _) && "item_reference".equals(type);
    }

    private static ItemId referenced(Item reference, String param) throws RefusedException {
        ItemId id = reference.id();
        if (id == null) {
            throw new RefusedException(
                    "missing_required_parameter",
                    param + ".id",
                    "Missing required parameter: '%s.id'.".formatted(param));
        }
        return id;
    }
}
