package dev.charla.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.charla.client.CloseCause;
import dev.charla.conversation.browser.PageMessage;
import dev.charla.conversation.browser.PageMessage.ToolStatus;
import dev.charla.conversation.options.Continuity;
import dev.charla.conversation.options.ConversationOptions;
import dev.charla.protocol.event.ConversationItemEvent;
import dev.charla.protocol.event.McpCallEvent;
import dev.charla.protocol.event.ResponseEvent;
import dev.charla.protocol.item.CallId;
import dev.charla.protocol.item.EventId;
import dev.charla.protocol.item.Item;
import dev.charla.protocol.item.ItemId;
import dev.charla.protocol.item.ResponseId;
import dev.charla.protocol.request.ConversationItemRequest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** A session follows another in which tools were used. */
class ToolsCarriedTest {
    private static final EventId EVENT = new EventId("event_1");
    private static final ResponseId RESPONSE = new ResponseId("resp_1");
    private static final CallId CALL = new CallId("call_a1");
    private static final ItemId MCP = new ItemId("mcp_1");
    private static final Instant NOW = Instant.EPOCH;

    private final ConversationRig conversation =
            new ConversationRig(
                    ConversationOptions.builder()
                            .continuity(
                                    Continuity.DEFAULTS.with(InstantSource.fixed(NOW), () -> 0.5))
                            .build());

    @Test
    void aFunctionAndItsOutputAreToldBetweenTheQuestionAndTheAnswer() {
        begin();
        asks();
        conversation.run(() -> {
            added(function(""));
            done(function("{\"city\":\"Lima\"}"));
            created(new Item.FunctionCallOutput(CALL, "fog"));
            conversation.service.ends("resp_1");
            conversation.service.answers("resp_2", "item_a2", "It is foggy.", 300);
        });
        conversation.passes(1_000);

        comesBack();

        assertThat(conversation.service.legs.get(1).told())
                .containsExactly(
                        "user: Weather in Lima?",
                        "call call_before_1: weather{\"city\":\"Lima\"}",
                        "output call_before_1: fog",
                        "assistant: It is foggy.");
    }

    @Test
    void aToolOfAnMcpServerIsToldAsAFunction() {
        begin();
        asks();
        conversation.run(() -> {
            added(mcp("get weather", "", null, null));
            conversation.service.says(new McpCallEvent.Completed(EVENT, MCP, 0));
            done(mcp("get weather", "", "fog", null));
            conversation.service.ends("resp_1");
            conversation.service.answers("resp_2", "item_a2", "It is foggy.", 300);
        });
        conversation.passes(1_000);

        comesBack();

        assertThat(conversation.service.legs.get(1).told())
                .containsExactly(
                        "user: Weather in Lima?",
                        "call call_before_1: get_weather{}",
                        "output call_before_1: fog",
                        "assistant: It is foggy.");
    }

    @Test
    void aToolThatFailedIsToldAsSuch() {
        begin();
        asks();
        conversation.run(() -> {
            added(mcp("weather", "{}", null, null));
            done(mcp("weather", "{}", null, JsonNodeFactory.instance.stringNode("no such city")));
        });

        comesBack();

        assertThat(conversation.service.legs.get(1).told())
                .contains("output call_before_1: The call failed: no such city");
    }

    @Test
    void neitherACallWithoutAnOutputNorAnOutputWithoutACallIsTold() {
        begin();
        asks();
        conversation.run(() -> {
            done(function("{}"));
            created(new Item.FunctionCallOutput(new CallId("call_unknown"), "fog"));
            conversation.service.ends("resp_1");
        });

        comesBack();

        assertThat(conversation.service.legs.get(1).told())
                .containsExactly("user: Weather in Lima?");
    }

    @Test
    void anAnswerThatComesOnlyInTheNextSessionBelongsToNoCallOfIt() {
        begin();
        asks();
        conversation.run(() -> done(function("{}")));
        comesBack();
        conversation.run(() -> created(new Item.FunctionCallOutput(CALL, "fog")));

        conversation.run(() -> conversation.service.breaks(CloseCause.LOST));
        conversation.passes(1_000);
        conversation.run(conversation.service::ready);

        assertThat(conversation.service.legs.get(2).told())
                .containsExactly("user: Weather in Lima?");
    }

    @Test
    void aLongResultIsCutAndACallThatWasGivenTooMuchIsLeftOut() {
        begin();
        asks();
        conversation.run(() -> {
            done(mcp("read", "{}", "x".repeat(50_000), null));
            done(function("{\"text\":\"" + "y".repeat(50_000) + "\"}"));
            created(new Item.FunctionCallOutput(CALL, "stored"));
        });

        comesBack();

        assertThat(conversation.service.legs.get(1).told())
                .hasSize(3)
                .last()
                .satisfies(output -> assertThat(output).hasSizeLessThan(4_100).endsWith("…"));
    }

    @Test
    void aToolThatIsAtWorkWhenTheServiceIsLostIsNotUsedAgainBehindTheCallersBack() {
        begin();
        asks();
        conversation.run(() -> added(mcp("order", "{}", null, null)));

        comesBack();

        assertThat(conversation.page.notices()).containsExactly("answer_lost");
        assertThat(conversation.service.requests()).isEmpty();
        assertThat(cards().getLast().status()).isEqualTo(ToolStatus.FAILED);
    }

    @Test
    void aSessionIsNotReplacedWhileACallerConsidersWhetherAToolMayBeUsed() {
        conversation.service.endingAt(NOW.plusSeconds(600));
        begin();
        asks();
        conversation.run(() -> {
            added(mcp("order", "{}", null, null));
            created(
                    new Item.McpApprovalRequest(
                            "shop", "order", "{}", new ItemId("mcpr_1"), null, Map.of()));
            conversation.service.ends("resp_1");
        });
        conversation.passes(500_000);
        assertThat(conversation.service.legs).hasSize(1);

        conversation.run(() -> {
            conversation.service.says(new McpCallEvent.Completed(EVENT, MCP, 0));
            done(mcp("order", "{}", "ordered", null));
            conversation.service.answers("resp_2", "item_a2", "Done.", 300);
        });
        conversation.passes(3_000);

        assertThat(conversation.service.legs).hasSize(2);
    }

    @Test
    void aSessionThatTakesNoCallsIsTalkedWithAllTheSame() {
        begin();
        asks();
        conversation.run(() -> {
            done(mcp("weather", "{}", "fog", null));
            conversation.service.ends("resp_1");
            conversation.service.answers("resp_2", "item_a2", "It is foggy.", 300);
        });
        conversation.passes(1_000);
        conversation.run(() -> conversation.service.breaks(CloseCause.LOST));
        conversation.passes(260);
        conversation.run(() -> {
            conversation.service.open();
            conversation.service.created();
            var call = conversation.service.legs.get(1).sent.get(2);
            conversation.service.complains(
                    "invalid_value",
                    "item.type",
                    ((ConversationItemRequest.Create) call).eventId());
            conversation.service.updated();
        });

        assertThat(conversation.page.closes).isZero();
        assertThat(conversation.page.notices()).isEmpty();
    }

    private void begin() {
        conversation.start();
        conversation.run(conversation.service::ready);
    }

    private void asks() {
        conversation.run(() -> {
            conversation.service.hears("item_u1");
            conversation.service.hearsTheEnd("item_u1");
            conversation.service.understands("item_u1", "Weather in Lima?");
            conversation.service.begins("resp_1");
        });
    }

    private void comesBack() {
        conversation.run(() -> conversation.service.breaks(CloseCause.LOST));
        conversation.passes(260);
        conversation.run(conversation.service::ready);
    }

    private void added(Item item) {
        conversation.service.says(new ResponseEvent.OutputItemAdded(EVENT, RESPONSE, 0, item));
    }

    private void done(Item item) {
        conversation.service.says(new ResponseEvent.OutputItemDone(EVENT, RESPONSE, 0, item));
    }

    private void created(Item item) {
        conversation.service.says(new ConversationItemEvent.Created(EVENT, null, item));
    }

    private static Item function(String arguments) {
        return new Item.FunctionCall(
                "weather", CALL, arguments, new ItemId("item_f1"), null, Map.of());
    }

    private static Item mcp(
            String name, String arguments, @Nullable String output, @Nullable JsonNode error) {
        return new Item.McpCall("maps", name, arguments, MCP, null, null, output, error, Map.of());
    }

    private List<PageMessage.Tool> cards() {
        return conversation.page.all(PageMessage.Tool.class);
    }
}
