package dev.charla.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.charla.agent.browser.PageMessage;
import dev.charla.agent.browser.PageMessage.ToolStatus;
import dev.charla.protocol.ConversationItemEvent;
import dev.charla.protocol.EventId;
import dev.charla.protocol.Item;
import dev.charla.protocol.ItemId;
import dev.charla.protocol.ResponseEvent;
import dev.charla.protocol.ResponseId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** The tools a service uses by itself, as the page is told of them. */
class ToolCardsTest {
    private static final ResponseId RESPONSE = new ResponseId("resp_1");
    private static final EventId EVENT = new EventId("event_1");

    private final Talk talk = Talk.ready();

    @Test
    void aToolIsShownWhileItRunsAndWhenItIsDone() {
        talk.run(() -> {
            talk.service.hears("item_u1");
            talk.service.hearsTheEnd("item_u1");
            talk.service.understands("item_u1", "Weather?");
            talk.service.begins("resp_1");
            added(call("{}", null, null));
        });
        talk.passes(400);
        talk.run(() -> done(call("{\"city\":\"Lima\"}", "fog", null)));
        talk.run(() -> {
            talk.service.beginsItem("resp_1", "item_a1");
            talk.service.speaks("resp_1", "item_a1", "Fog.");
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
                            .isGreaterThan(talk.page.caption("item_u1").order())
                            .isLessThan(talk.page.caption("item_a1").order());
                });
    }

    @Test
    void aToolThatFailsSaysWhy() {
        talk.run(() -> {
            talk.service.begins("resp_1");
            added(call("{}", null, null));
            done(call("{}", null, JsonNodeFactory.instance.stringNode("no such city")));
        });

        assertThat(cards().getLast().status()).isEqualTo(ToolStatus.FAILED);
        assertThat(cards().getLast().result()).contains("no such city");
    }

    @Test
    void aBookIsCutToWhatAPageShows() {
        talk.run(() -> {
            talk.service.begins("resp_1");
            done(call("{}", "x".repeat(100_000), null));
        });

        assertThat(cards()).hasSize(1);
        assertThat(cards().getFirst().result()).hasSize(ToolCards.MOST_CHARS + 1).endsWith("…");
        assertThat(cards().getFirst().tookMs()).isNull();
    }

    @Test
    void whatIsToldTwiceIsShownOnce() {
        talk.run(() -> {
            talk.service.begins("resp_1");
            added(call("{}", null, null));
            talk.service.says(
                    new ConversationItemEvent.Created(EVENT, null, call("{}", null, null)));
        });

        assertThat(cards()).hasSize(1);
    }

    private void added(Item item) {
        talk.service.says(new ResponseEvent.OutputItemAdded(EVENT, RESPONSE, 0, item));
    }

    private void done(Item item) {
        talk.service.says(new ResponseEvent.OutputItemDone(EVENT, RESPONSE, 0, item));
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
        return talk.page.messages.stream()
                .filter(PageMessage.Tool.class::isInstance)
                .map(PageMessage.Tool.class::cast)
                .toList();
    }
}
