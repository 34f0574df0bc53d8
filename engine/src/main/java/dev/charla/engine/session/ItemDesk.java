package dev.charla.engine.session;

import dev.charla.engine.items.ItemEntry;
import dev.charla.engine.items.ItemStore;
import dev.charla.engine.leg.Outbox;
import dev.charla.engine.settings.Checks;
import dev.charla.engine.settings.Family;
import dev.charla.engine.settings.RefusedException;
import dev.charla.engine.tools.McpDesk;
import dev.charla.protocol.event.ConversationItemEvent;
import dev.charla.protocol.item.ContentPart;
import dev.charla.protocol.item.Item;
import dev.charla.protocol.item.ItemId;
import dev.charla.protocol.item.ItemStatus;
import dev.charla.protocol.item.Role;
import dev.charla.protocol.request.ConversationItemRequest;
import dev.charla.protocol.request.InputTextRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Handles the client's requests about conversation items. Confined to the loop. */
final class ItemDesk {
    /** Twice OpenAI's limit; this engine's IDs have 25 characters. */
    private static final int LONGEST_ID = 64;

    private final Outbox out;
    private final ItemStore items;
    private final SpeakingSide speaking;
    private final ItemEars ears;
    private final McpDesk mcp;
    private final Family family;

    ItemDesk(
            Outbox out,
            ItemStore items,
            SpeakingSide speaking,
            ItemEars ears,
            McpDesk mcp,
            Family family) {
        this.mcp = mcp;
        this.out = out;
        this.items = items;
        this.speaking = speaking;
        this.ears = ears;
        this.family = family;
    }

    void follow(ConversationItemRequest request) throws RefusedException {
        switch (request) {
            case ConversationItemRequest.Create create -> create(create);
            case ConversationItemRequest.Retrieve(var id, _) -> {
                Item unlisted = mcp.unlisted(id);
                Item item = unlisted == null ? items.entry(id).item : unlisted;
                out.send(new ConversationItemEvent.Retrieved(out.eventId(), item));
            }
            case ConversationItemRequest.Truncate(var item, var part, var heardMs, _) -> {
                items.truncate(item, part, heardMs);
                out.send(new ConversationItemEvent.Truncated(out.eventId(), item, part, heardMs));
            }
            case ConversationItemRequest.Delete(var item, _) -> {
                speaking.forget(items.entry(item));
                items.delete(item);
                mcp.forget(item);
                out.send(new ConversationItemEvent.Deleted(out.eventId(), item));
            }
        }
    }

    private void create(ConversationItemRequest.Create create) throws RefusedException {
        Item asked = create.item();
        ItemId given = asked.id();
        if (given != null
                && (given.value().isBlank()
                        || given.value().length() > LONGEST_ID
                        || given.equals(ItemId.ROOT))) {
            throw new RefusedException(
                    "invalid_value",
                    "item.id",
                    "An item's id has 1 to %d characters, and is not 'root'."
                            .formatted(LONGEST_ID));
        }
        ItemId id = given == null ? out.itemId() : given;
        if (items.has(id)) {
            throw new RefusedException(
                    "invalid_value", "item.id", "Item '%s' exists already.".formatted(id));
        }
        switch (asked) {
            case Item.Message message -> message(message, id, create.previousItemId());
            case Item.FunctionCall call -> {
                Checks.length(call.arguments(), "item.arguments");
                add(
                        new Item.FunctionCall(
                                call.name(),
                                call.callId(),
                                call.arguments(),
                                id,
                                ItemStatus.COMPLETED,
                                call.extra()),
                        id,
                        create.previousItemId());
            }
            case Item.FunctionCallOutput output -> output(output, id, create);
            case Item.McpCall call -> mcpCall(call, id, create.previousItemId());
            case Item.McpApprovalResponse decision ->
                    mcp.decide(decision, id, create.previousItemId());
            default ->
                    throw RefusedException.badValue(
                            "item.type",
                            String.valueOf(asked.type()),
                            "message",
                            "function_call",
                            "function_call_output",
                            "mcp_call",
                            "mcp_approval_response");
        }
    }

    /** A call from before this session, with its result. */
    private void mcpCall(Item.McpCall call, ItemId id, @Nullable ItemId previous)
            throws RefusedException {
        if (call.output() == null && call.error() == null) {
            throw new RefusedException(
                    "invalid_value",
                    "item.output",
                    "A call that a client adds must have an output or an error.");
        }
        Checks.length(call.toString(), "item.output");
        add(
                new Item.McpCall(
                        call.serverLabel(),
                        call.name(),
                        call.arguments(),
                        id,
                        ItemStatus.COMPLETED,
                        null,
                        call.output(),
                        call.error(),
                        call.extra()),
                id,
                previous);
    }

    /**
     * While a response is active a client may answer its calls, but the next response comes after
     * it, as at Azure.
     */
    private void output(
            Item.FunctionCallOutput output, ItemId id, ConversationItemRequest.Create create)
            throws RefusedException {
        if (!items.hasCall(output.callId())) {
            throw new RefusedException(
                    "invalid_value",
                    "item.call_id",
                    "There is no function call '%s' in this conversation."
                            .formatted(output.callId()));
        }
        Checks.length(output.output(), "item.output");
        Item stored =
                new Item.FunctionCallOutput(
                        output.callId(), output.output(), id, null, output.extra());
        speaking.whenNoneIsActive(() -> {
            try {
                add(stored, id, create.previousItemId());
            } catch (RefusedException e) {
                out.error(e.code(), e.param(), e.getMessage(), create.eventId());
            }
        });
    }

    private void message(Item.Message message, ItemId id, @Nullable ItemId previous)
            throws RefusedException {
        Role role = message.role();
        if (!role.equals(Role.USER) && !role.equals(Role.ASSISTANT) && !role.equals(Role.SYSTEM)) {
            throw RefusedException.badValue("item.role", role, "user", "assistant", "system");
        }
        List<ContentPart> shown = new ArrayList<>();
        Checks.length(ItemEntry.words(message), "item.content");
        for (int i = 0; i < message.content().size(); i++) {
            shown.add(shown(message.content().get(i), role, "item.content[" + i + "]"));
        }
        ItemEntry entry =
                add(
                        new Item.Message(
                                role, shown, id, ItemStatus.COMPLETED, null, message.extra()),
                        id,
                        previous);
        for (int i = 0; i < message.content().size(); i++) {
            if (message.content().get(i) instanceof ContentPart.InputAudio(var audio, var words, _)
                    && audio != null
                    && words == null) {
                ears.listen(entry, i, audio);
            }
        }
    }

    /** A content part as Azure shows it; refused if its role cannot have it. */
    private static ContentPart shown(ContentPart part, Role role, String param)
            throws RefusedException {
        boolean agent = role.equals(Role.ASSISTANT);
        return switch (part) {
            case ContentPart.InputText text when !agent -> text;
            case ContentPart.InputAudio(_, var transcript, _) when role.equals(Role.USER) ->
                    new ContentPart.InputAudio(null, transcript, Map.of());
            case ContentPart.Text text when agent -> text;
            // Azure echoes output_text of newer clients as text.
            case ContentPart.OutputText(var text, var extra) when agent ->
                    new ContentPart.Text(text, extra);
            case ContentPart.Audio(var transcript, var extra) when agent ->
                    new ContentPart.Audio(transcript, extra);
            case ContentPart.InputImage _ ->
                    throw RefusedException.notHere(param + ".type", "images");
            default ->
                    throw RefusedException.badValue(
                            param + ".type", String.valueOf(part.type()), parts(role));
        };
    }

    private static String[] parts(Role role) {
        if (role.equals(Role.ASSISTANT)) {
            return new String[] {"text", "output_text", "audio"};
        }
        return role.equals(Role.USER)
                ? new String[] {"input_text", "input_audio"}
                : new String[] {"input_text"};
    }

    private ItemEntry add(Item item, ItemId id, @Nullable ItemId previous) throws RefusedException {
        ItemEntry entry = new ItemEntry(id, item, null);
        ItemId before = items.add(entry, previous);
        out.send(new ConversationItemEvent.Created(out.eventId(), family.previous(before), item));
        return entry;
    }

    /** Appends to the text of an item that a client streams. */
    void follow(InputTextRequest request) throws RefusedException {
        switch (request) {
            case InputTextRequest.Delta(var id, var delta, var part, _) ->
                    append(id, part == null ? 0 : part, delta);
            case InputTextRequest.Done(var id, var part, _) ->
                    append(id, part == null ? 0 : part, "");
        }
    }

    private void append(ItemId id, int contentIndex, String delta) throws RefusedException {
        ItemEntry entry = items.entry(id);
        if (!(entry.item instanceof Item.Message message)
                || contentIndex < 0
                || contentIndex >= message.content().size()
                || !(message.content().get(contentIndex)
                        instanceof ContentPart.InputText(var text, var extra))) {
            throw new RefusedException(
                    "invalid_value",
                    "content_index",
                    "Text can be added to input_text parts only; item '%s' has none there."
                            .formatted(id));
        }
        Checks.length(text + delta, "delta");
        List<ContentPart> content = new ArrayList<>(message.content());
        content.set(contentIndex, new ContentPart.InputText(text + delta, extra));
        entry.item =
                new Item.Message(
                        message.role(),
                        content,
                        message.id(),
                        message.status(),
                        message.phase(),
                        message.extra());
    }
}
