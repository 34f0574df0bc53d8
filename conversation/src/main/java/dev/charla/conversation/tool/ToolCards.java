package dev.charla.conversation.tool;

import dev.charla.conversation.browser.PageMessage;
import dev.charla.conversation.browser.PageMessage.ToolStatus;
import dev.charla.conversation.caption.Captions;
import dev.charla.conversation.control.ConversationControl;
import dev.charla.conversation.request.ServiceRequests;
import dev.charla.conversation.state.ConversationEvent;
import dev.charla.protocol.item.Item;
import dev.charla.protocol.item.ItemId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The tools that the service uses by itself (MCP servers, searches, other agents), as cards for the
 * page: what was given, what came of it, and how long it took. Where the service asks whether it
 * may use one, the card asks the caller.
 *
 * <p>Confined to the session's loop.
 */
public final class ToolCards {
    /** A page shows this much; a search may bring back a book. */
    static final int MOST_CHARS = 4_000;

    /** Tools of which an end may still come; a turn uses a handful. */
    private static final int REMEMBERED = 64;

    private final ConversationControl control;
    private final Captions captions;
    private final ServiceRequests requests;
    private final Map<ItemId, Card> cards = new LinkedHashMap<>();

    /** A tool, as it was told of last. */
    private static final class Card {
        final long order;
        long beganNanos;
        ToolStatus status = ToolStatus.RUNNING;
        Use use = new Use("", null, null, false);

        /** What the service asked, while nobody has decided. */
        @Nullable ItemId request;

        /** Whether the caller said no, so that its failure is no news. */
        boolean denied;

        Card(long order, long beganNanos) {
            this.order = order;
            this.beganNanos = beganNanos;
        }
    }

    /** What an item tells of a tool. */
    private record Use(
            String name, @Nullable String input, @Nullable String result, boolean failed) {}

    public ToolCards(ConversationControl control, Captions captions, ServiceRequests requests) {
        this.control = control;
        this.captions = captions;
        this.requests = requests;
    }

    /** An item was begun; those that are no tools are passed over. */
    public void began(Item item) {
        if (item instanceof Item.McpApprovalRequest request) {
            asks(request);
            return;
        }
        var use = use(item);
        var id = item.id();
        if (use != null && id != null && !cards.containsKey(id)) {
            var card = card(id);
            card.use = use;
            tell(id, card, null);
        }
    }

    /** Asks by the card of the call that waits; by one of its own where none was told of. */
    private void asks(Item.McpApprovalRequest request) {
        var id = request.id();
        if (id == null) {
            return;
        }
        var name = request.serverLabel() + "/" + request.name();
        var asking = id;
        for (var each : cards.entrySet()) {
            var card = each.getValue();
            if (id.equals(card.request)) {
                return;
            }
            if (card.status == ToolStatus.RUNNING
                    && card.request == null
                    && card.use.name().equals(name)) {
                asking = each.getKey();
            }
        }
        var card = card(asking);
        card.request = id;
        card.status = ToolStatus.ASKING;
        card.use = new Use(name, request.arguments(), null, false);
        tell(asking, card, null);
    }

    /** The caller has decided about the tool on this card; means nothing when none asks there. */
    public void decided(String cardId, boolean approved) {
        var id = new ItemId(cardId);
        var card = cards.get(id);
        var request = card == null ? null : card.request;
        if (card == null || request == null) {
            return;
        }
        card.request = null;
        card.denied = !approved;
        card.beganNanos = control.nanos();
        card.status = approved ? ToolStatus.RUNNING : ToolStatus.FAILED;
        tell(id, card, null);
        requests.decision(request, approved);
        if (!approved) {
            control.on(new ConversationEvent.ToolAnswered());
        }
    }

    /** A call to an MCP server is over: the agent has to be asked to go on. */
    public void callOver(ItemId id) {
        var card = cards.get(id);
        if (card == null || !card.denied) {
            control.on(new ConversationEvent.ToolAnswered());
        }
    }

    /** Nothing more comes of what runs or asks: its session is gone. */
    public void sessionOver() {
        cards.forEach((id, card) -> {
            if (card.request != null || card.status == ToolStatus.RUNNING) {
                card.request = null;
                card.status = ToolStatus.FAILED;
                tell(id, card, null);
            }
        });
    }

    /** The page was away: it is asked again what is not decided. */
    public void tellAgain() {
        cards.forEach((id, card) -> {
            if (card.request != null) {
                tell(id, card, null);
            }
        });
    }

    /** An item is complete. */
    public void done(Item item) {
        var use = use(item);
        var id = item.id();
        if (use == null || id == null) {
            return;
        }
        boolean seen = cards.containsKey(id);
        var card = card(id);
        if (card.request != null || card.denied) {
            // Its response has ended; the call has not been made.
            return;
        }
        Long tookMs = seen ? (control.nanos() - card.beganNanos) / 1_000_000 : null;
        card.use = use;
        card.status = use.failed() ? ToolStatus.FAILED : ToolStatus.DONE;
        tell(id, card, tookMs);
    }

    private Card card(ItemId id) {
        var known = cards.get(id);
        if (known != null) {
            return known;
        }
        if (cards.size() >= REMEMBERED) {
            // Not one that asks: nobody could answer it.
            cards.entrySet().stream()
                    .filter(each -> each.getValue().request == null)
                    .map(Map.Entry::getKey)
                    .findFirst()
                    .or(() -> cards.keySet().stream().findFirst())
                    .ifPresent(cards::remove);
        }
        var card = new Card(captions.place(), control.nanos());
        cards.put(id, card);
        return card;
    }

    private void tell(ItemId id, Card card, @Nullable Long tookMs) {
        control.tell(
                new PageMessage.Tool(
                        id.value(),
                        card.order,
                        card.use.name(),
                        card.status,
                        cut(card.use.input()),
                        cut(card.use.result()),
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

    static @Nullable String cut(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        return text.length() <= MOST_CHARS ? text : Shortened.to(MOST_CHARS, text) + "…";
    }
}
