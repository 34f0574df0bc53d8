package dev.charla.conversation.tool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.charla.conversation.ConversationRig;
import dev.charla.conversation.PageReturnTest;
import dev.charla.conversation.browser.CallerMessage;
import dev.charla.conversation.browser.PageMessage;
import dev.charla.conversation.browser.PageMessage.ToolStatus;
import dev.charla.protocol.event.ConversationItemEvent;
import dev.charla.protocol.event.McpCallEvent;
import dev.charla.protocol.event.ResponseEvent;
import dev.charla.protocol.item.EventId;
import dev.charla.protocol.item.Item;
import dev.charla.protocol.item.ItemId;
import dev.charla.protocol.item.ResponseId;
import dev.charla.protocol.request.ConversationItemRequest;
import dev.charla.protocol.request.ResponseRequest;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** The tools a service uses by itself, as the page is told of them. */
class ToolCardsTest {
    private static final ResponseId RESPONSE = new ResponseId("resp_1");
    private static final ItemId CALL = new ItemId("mcp_1");
    private static final ItemId REQUEST = new ItemId("mcpr_1");
    private static final EventId EVENT = new EventId("event_1");

    private final ConversationRig conversation = ConversationRig.ready();

    @Test
    void aToolIsShownWhileItRunsAndWhenItIsDone() {
        conversation.run(() -> {
            conversation.service.hears("item_u1");
            conversation.service.hearsTheEnd("item_u1");
            conversation.service.understands("item_u1", "Weather?");
            conversation.service.begins("resp_1");
            added(call("{}", null, null));
        });
        conversation.passes(400);
        conversation.run(() -> done(call("{\"city\":\"Lima\"}", "fog", null)));
        conversation.run(() -> {
            conversation.service.beginsItem("resp_1", "item_a1");
            conversation.service.speaks("resp_1", "item_a1", "Fog.");
        });

        var cards = cards();
        assertThat(cards).hasSize(2);
        assertThat(cards.getFirst().status()).isEqualTo(ToolStatus.RUNNING);
        assertThat(cards.getFirst().name()).isEqualTo("maps/weather");
        assertThat(cards.getLast())
                .satisfies(card -> {
                    assertThat(card.status()).isEqualTo(ToolStatus.DONE);
                    assertThat(card.input()).isEqualTo("{\"city\":\"Lima\"}");
                    assertThat(card.result()).isEqualTo("fog");
                    assertThat(card.tookMs()).isEqualTo(400);
                    assertThat(card.order())
                            .isGreaterThan(conversation.page.caption("item_u1").order())
                            .isLessThan(conversation.page.caption("item_a1").order());
                });
    }

    @Test
    void aToolThatFailsSaysWhy() {
        conversation.run(() -> {
            conversation.service.begins("resp_1");
            added(call("{}", null, null));
            done(call("{}", null, JsonNodeFactory.instance.stringNode("no such city")));
        });

        assertThat(cards().getLast().status()).isEqualTo(ToolStatus.FAILED);
        assertThat(cards().getLast().result()).contains("no such city");
    }

    @Test
    void aCallThatNeedsApprovalAsksTheCallerAndRunsWhenTheyAgree() {
        asked();
        assertThat(cards().getLast().status()).isEqualTo(ToolStatus.ASKING);
        assertThat(cards().getLast().input()).isEqualTo("{\"city\":\"Lima\"}");

        conversation.run(() ->
                conversation.conversation.callerMessage(new CallerMessage.Approval("mcp_1", true)));

        assertThat(decisions()).containsExactly(new Item.McpApprovalResponse(REQUEST, true));
        assertThat(cards().getLast().status()).isEqualTo(ToolStatus.RUNNING);
        conversation.passes(300);
        conversation.run(() -> {
            conversation.service.says(new McpCallEvent.Completed(EVENT, CALL, 0));
            done(call("{\"city\":\"Lima\"}", "fog", null));
        });
        assertThat(cards()).extracting(PageMessage.Tool::id).containsOnly("mcp_1");
        assertThat(cards().getLast().status()).isEqualTo(ToolStatus.DONE);
        assertThat(cards().getLast().tookMs()).isEqualTo(300);
        assertThat(conversation.service.all(ResponseRequest.Create.class)).hasSize(1);
    }

    @Test
    void aCallThatIsNotAllowedIsToldAndAnsweredOnce() {
        asked();
        conversation.run(() -> {
            conversation.conversation.callerMessage(new CallerMessage.Approval("mcp_1", false));
            conversation.service.says(new McpCallEvent.Failed(EVENT, CALL, 0));
            done(call("{}", null, JsonNodeFactory.instance.stringNode("not allowed")));
        });

        assertThat(decisions()).containsExactly(new Item.McpApprovalResponse(REQUEST, false));
        assertThat(cards().getLast().status()).isEqualTo(ToolStatus.FAILED);
        assertThat(conversation.service.all(ResponseRequest.Create.class)).hasSize(1);
    }

    @Test
    void aDecisionCountsOnceAndOnlyWhereSomebodyAsked() {
        asked();
        conversation.run(() -> {
            conversation.conversation.callerMessage(new CallerMessage.Approval("mcp_other", true));
            conversation.conversation.callerMessage(new CallerMessage.Approval(null, true));
            conversation.conversation.callerMessage(new CallerMessage.Approval("mcp_1", true));
            conversation.conversation.callerMessage(new CallerMessage.Approval("mcp_1", false));
        });

        assertThat(decisions()).containsExactly(new Item.McpApprovalResponse(REQUEST, true));
    }

    @Test
    void aRequestOfWhoseCallNothingWasToldHasACardOfItsOwn() {
        conversation.run(() ->
                conversation.service.says(
                        new ConversationItemEvent.Created(EVENT, null, request())));

        assertThat(cards().getLast().id()).isEqualTo("mcpr_1");
        assertThat(cards().getLast().status()).isEqualTo(ToolStatus.ASKING);
    }

    @Test
    void aPageThatComesBackIsAskedAgain() {
        asked();
        var page = new PageReturnTest.Returned();
        conversation.back(page);

        assertThat(page.messages)
                .filteredOn(PageMessage.Tool.class::isInstance)
                .singleElement()
                .extracting(card -> ((PageMessage.Tool) card).status())
                .isEqualTo(ToolStatus.ASKING);
    }

    @Test
    void theAgentIsAskedToGoOnOnceACallWasMade() {
        conversation.run(() -> {
            conversation.service.begins("resp_1");
            added(call("{}", null, null));
            conversation.service.says(new McpCallEvent.Completed(EVENT, CALL, 0));
            done(call("{}", "fog", null));
        });
        assertThat(conversation.service.all(ResponseRequest.Create.class)).isEmpty();

        conversation.run(() -> conversation.service.ends("resp_1"));

        assertThat(conversation.service.all(ResponseRequest.Create.class)).hasSize(1);
    }

    private void asked() {
        conversation.run(() -> {
            conversation.service.begins("resp_1");
            added(call("{}", null, null));
            conversation.service.says(new ConversationItemEvent.Created(EVENT, null, request()));
            conversation.service.ends("resp_1");
        });
    }

    private static Item request() {
        return new Item.McpApprovalRequest(
                "maps", "weather", "{\"city\":\"Lima\"}", REQUEST, null, Map.of());
    }

    private List<Item> decisions() {
        return conversation.service.all(ConversationItemRequest.Create.class).stream()
                .map(ConversationItemRequest.Create::item)
                .filter(Item.McpApprovalResponse.class::isInstance)
                .toList();
    }

    @Test
    void aBookIsCutToWhatAPageShows() {
        conversation.run(() -> {
            conversation.service.begins("resp_1");
            done(call("{}", "x".repeat(100_000), null));
        });

        assertThat(cards()).hasSize(1);
        assertThat(cards().getFirst().result()).hasSize(ToolCards.MOST_CHARS + 1).endsWith("…");
        assertThat(cards().getFirst().tookMs()).isNull();
    }

    @Test
    void whatIsToldTwiceIsShownOnce() {
        conversation.run(() -> {
            conversation.service.begins("resp_1");
            added(call("{}", null, null));
            conversation.service.says(
                    new ConversationItemEvent.Created(EVENT, null, call("{}", null, null)));
        });

        assertThat(cards()).hasSize(1);
    }

    private void added(Item item) {
        conversation.service.says(new ResponseEvent.OutputItemAdded(EVENT, RESPONSE, 0, item));
    }

    private void done(Item item) {
        conversation.service.says(new ResponseEvent.OutputItemDone(EVENT, RESPONSE, 0, item));
    }

    private static Item call(String arguments, @Nullable String output, @Nullable JsonNode error) {
        return new Item.McpCall(
                "maps",
                "weather",
                arguments,
                new ItemId("mcp_1"),
                null,
                null,
                output,
                error,
                Map.of());
    }

    private List<PageMessage.Tool> cards() {
        return conversation.page.messages.stream()
                .filter(PageMessage.Tool.class::isInstance)
                .map(PageMessage.Tool.class::cast)
                .toList();
    }
}
