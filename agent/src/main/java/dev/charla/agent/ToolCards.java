package dev.charla.agent;

import dev.charla.agent.browser.PageMessage;
import dev.charla.agent.browser.PageMessage.ToolStatus;
import dev.charla.agent.caption.Captions;
import dev.charla.protocol.Item;
import dev.charla.protocol.ItemId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The tools that the service uses by itself (MCP servers, searches, other agents), as cards for the
 * page: what was given, what came of it, and how long it took.
 *
 * <p>Confined to the session's loop.
 */
final class ToolCards {
    /** A page shows this much; a search may bring back a book. */
    static final int MOST_CHARS = 4_000;

    /** Tools of which an end may still come; a turn uses a handful. */
    private static final int REMEMBERED = 64;

    private final TalkControl control;
    private final Captions captions;
    private final Map<ItemId, Card> cards = new LinkedHashMap<>();

    private record Card(long order, long beganNanos) {}

    /** What an item tells of a tool. */
    private record Use(
            String name, @Nullable String input, @Nullable String result, boolean failed) {}

    ToolCards(TalkControl control, Captions captions) {
        this.control = control;
        this.captions = captions;
    }

    /** An item was begun; those that are no tools are passed over. */
    void began(Item item) {
        var use = use(item);
        var id = item.id();
        if (use != null && id != null && !cards.containsKey(id)) {
            tell(id, card(id), use, ToolStatus.RUNNING, null);
        }
    }

    /** An item is complete. */
    void done(Item item) {
        var use = use(item);
        var id = item.id();
        if (use == null || id == null) {
            return;
        }
        boolean seen = cards.containsKey(id);
        var card = card(id);
        Long tookMs = seen ? (control.nanos() - card.beganNanos()) / 1_000_000 : null;
        tell(id, card, use, use.failed() ? ToolStatus.FAILED : ToolStatus.DONE, tookMs);
    }

    private Card card(ItemId id) {
        var known = cards.get(id);
        if (known != null) {
            return known;
        }
        if (cards.size() >= REMEMBERED) {
            cards.remove(cards.keySet().iterator().next());
        }
        var card = new Card(captions.place(), control.nanos());
        cards.put(id, card);
        return card;
    }

    private void tell(ItemId id, Card card, Use use, ToolStatus status, @Nullable Long tookMs) {
        control.tell(
                new PageMessage.Tool(
                        id.value(),
                        card.order(),
                        use.name(),
                        status,
                        cut(use.input()),
                        cut(use.result()),
                        tookMs));
    }

    private static @Nullable Use use(Item item) {
        return switch (item) {
            case Item.McpCall call ->
                    new Use(
                            call.serverLabel() + "/" + call.name(),
                            call.arguments(),
                            call.error() == null ? call.output() : call.error().toString(),
                            call.error() != null);
            case Item.WebSearchCall _ -> new Use("web_search", null, null, false);
            case Item.FileSearchCall search ->
                    new Use(
                            "file_search",
                            search.queries() == null ? null : String.join("\n", search.queries()),
                            null,
                            false);
            case Item.FoundryAgentCall call ->
                    new Use(
                            call.name() == null ? "foundry_agent" : call.name(),
                            call.arguments(),
                            call.output(),
                            false);
            case Item.Message _,
                    Item.FunctionCall _,
                    Item.FunctionCallOutput _,
                    Item.McpListTools _,
                    Item.McpApprovalRequest _,
                    Item.McpApprovalResponse _,
                    Item.Unknown _ ->
                    null;
        };
    }

    private static @Nullable String cut(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        return text.length() <= MOST_CHARS ? text : text.substring(0, MOST_CHARS) + "…";
    }
}
