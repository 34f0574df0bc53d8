package dev.charla.engine.items;

import dev.charla.engine.reply.ReplyRequest;
import dev.charla.engine.settings.RefusedException;
import dev.charla.protocol.item.CallId;
import dev.charla.protocol.item.ContentPart;
import dev.charla.protocol.item.Item;
import dev.charla.protocol.item.ItemId;
import dev.charla.protocol.item.Role;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The items of a conversation in their order. Confined to the loop. */
public final class ItemStore {
    private final List<ItemEntry> entries = new ArrayList<>();

    /** The last item's id; {@link ItemId#NONE} when there is none. */
    public ItemId last() {
        return entries.isEmpty() ? ItemId.NONE : entries.getLast().id;
    }

    /** Adds at the end; returns the item before it. */
    public ItemId add(ItemEntry entry) {
        ItemId before = last();
        entries.add(entry);
        return before;
    }

    /**
     * Adds after another item.
     *
     * @param previous null for the end, {@link ItemId#ROOT} for the front
     * @return the item before it
     */
    public ItemId add(ItemEntry entry, @Nullable ItemId previous) throws RefusedException {
        if (previous == null) {
            return add(entry);
        }
        if (previous.equals(ItemId.ROOT)) {
            entries.addFirst(entry);
            return ItemId.NONE;
        }
        entries.add(indexOf(previous, "previous_item_id") + 1, entry);
        return previous;
    }

    public boolean has(ItemId id) {
        return entries.stream().anyMatch(entry -> entry.id.equals(id));
    }

    /** Whether a function was called under this name. */
    public boolean hasCall(CallId call) {
        return entries.stream()
                .anyMatch(entry ->
                        entry.item instanceof Item.FunctionCall function
                                && function.callId().equals(call));
    }

    public ItemEntry entry(ItemId id) throws RefusedException {
        return entries.get(indexOf(id, "item_id"));
    }

    public void delete(ItemId id) throws RefusedException {
        entries.remove(indexOf(id, "item_id"));
    }

    /** Cuts an answer to what was heard. */
    public void truncate(ItemId id, int contentIndex, long audioEndMs) throws RefusedException {
        ItemEntry entry = entry(id);
        if (entry.speech == null) {
            throw new RefusedException(
                    "invalid_value",
                    "item_id",
                    "Only model output audio messages can be truncated");
        }
        if (entry.cutHere) {
            throw new RefusedException(
                    "item_already_truncated",
                    "item_id",
                    "Item '%s' was truncated when the caller interrupted.".formatted(id));
        }
        if (contentIndex != 0) {
            throw RefusedException.badValue("content_index", contentIndex, "0");
        }
        if (audioEndMs > entry.keptMs()) {
            throw new RefusedException(
                    "invalid_value",
                    "audio_end_ms",
                    "Audio content of %dms is already shorter than %dms"
                            .formatted(entry.keptMs(), audioEndMs));
        }
        entry.truncate(audioEndMs, "");
    }

    /** The conversation so far, agent lines as far as they were heard. */
    public List<ReplyRequest.Entry> steps() {
        return entries.stream().flatMap(entry -> entry.steps().stream()).toList();
    }

    /** Whether the last item is certain; true when there is none. */
    public boolean lastUnderstood() {
        return entries.isEmpty() || entries.getLast().understood;
    }

    /** Whether the last item is words that the caller typed. */
    public boolean endsTyped() {
        return !entries.isEmpty()
                && entries.getLast().item instanceof Item.Message message
                && message.role().equals(Role.USER)
                && message.content().stream().allMatch(ContentPart.InputText.class::isInstance);
    }

    /** How much the caller spoke in all items, in ms. */
    public long spokenMs() {
        return entries.stream().mapToLong(entry -> entry.spokenMs).sum();
    }

    private int indexOf(ItemId id, String param) throws RefusedException {
        for (int i = entries.size() - 1; i >= 0; i--) {
            if (entries.get(i).id.equals(id)) {
                return i;
            }
        }
        throw RefusedException.noSuchItem(param, id);
    }
}
