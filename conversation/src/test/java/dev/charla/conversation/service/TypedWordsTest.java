package dev.charla.conversation.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.charla.conversation.ConversationRig;
import dev.charla.conversation.FakeService;
import dev.charla.conversation.browser.CallerState;
import dev.charla.conversation.browser.PageMessage;
import dev.charla.conversation.options.ConversationOptions;
import dev.charla.conversation.options.Greeting;
import dev.charla.protocol.request.ClientEvent;
import dev.charla.protocol.request.ConversationItemRequest;
import dev.charla.protocol.request.ResponseRequest;
import org.junit.jupiter.api.Test;

/** The caller types instead of speaking. */
class TypedWordsTest {
    private final ConversationRig conversation = ConversationRig.ready();

    @Test
    void typedWordsAreShownAtOnceAndAnswered() {
        conversation.types("  What time is it?  ");
        assertThat(conversation.page.shown()).containsExactly("What time is it?");
        assertThat(conversation.page.state()).isEqualTo(CallerState.PROCESSING);
        assertThat(conversation.service.all(ConversationItemRequest.Create.class))
                .extracting(FakeService::textOf)
                .containsExactly("What time is it?");
        assertThat(conversation.service.sent.getLast()).isInstanceOf(ResponseRequest.Create.class);

        conversation.run(() -> conversation.service.answers("resp_1", "item_a1", "Noon.", 500));
        conversation.passes(1_000);

        assertThat(conversation.page.shown()).containsExactly("What time is it?", "Noon.");
        assertThat(conversation.page.state()).isEqualTo(CallerState.READY);
    }

    @Test
    void typedWordsStopTheAgentAndWaitForTheEndOfItsResponse() {
        conversation.run(() -> {
            conversation.service.begins("resp_1");
            conversation.service.beginsItem("resp_1", "item_a1");
            conversation.service.speaks("resp_1", "item_a1", "one two three");
            conversation.service.sounds("resp_1", "item_a1", 3_000);
        });
        conversation.passes(1_025);
        conversation.types("Stop, please.");

        assertThat(conversation.page.all(PageMessage.PlaybackStop.class)).hasSize(1);
        assertThat(conversation.service.cancellations()).hasSize(1);
        assertThat(conversation.service.requests()).isEmpty();

        conversation.passes(100);
        assertThat(conversation.service.truncations()).hasSize(1);
        conversation.run(() -> conversation.service.cancels("resp_1"));
        assertThat(conversation.service.requests()).hasSize(1);
        conversation.run(() -> conversation.service.answers("resp_2", "item_a2", "Yes.", 500));
        conversation.passes(1_000);

        assertThat(conversation.page.shown())
                .containsExactly("one two three", "Stop, please.", "Yes.");
        assertThat(conversation.page.state()).isEqualTo(CallerState.READY);
    }

    @Test
    void aRefusalBecauseOfAnotherResponseIsMadeGoodAfterIt() {
        conversation.types("Hello?");
        conversation.run(() -> {
            conversation.service.begins("resp_1");
            conversation.service.complains(
                    "conversation_already_has_active_response",
                    null,
                    conversation.service.requests().getFirst().eventId());
        });
        assertThat(conversation.service.requests()).hasSize(1);
        conversation.run(() -> conversation.service.ends("resp_1"));

        assertThat(conversation.service.requests()).hasSize(2);
        assertThat(conversation.page.notices()).isEmpty();
        assertThat(conversation.page.state()).isEqualTo(CallerState.PROCESSING);
    }

    @Test
    void aRequestTheServiceRefusesIsToldAndTheConversationGoesOn() {
        conversation.types("Hello?");
        conversation.run(() ->
                conversation.service.complains(
                        "invalid value!",
                        null,
                        conversation.service.requests().getFirst().eventId()));

        assertThat(conversation.page.notices()).containsExactly("answer_refused");
        assertThat(conversation.page.all(PageMessage.Notice.class).getFirst().text())
                .contains("(invalid_value_)");
        assertThat(conversation.page.state()).isEqualTo(CallerState.READY);
    }

    @Test
    void wordsOverTheLimitAreNotSent() {
        conversation.types("x".repeat(2_000));
        conversation.types("x".repeat(2_001));
        conversation.types("   ");

        assertThat(conversation.service.all(ConversationItemRequest.Create.class)).hasSize(1);
        assertThat(conversation.page.notices()).containsExactly("text_too_long");
    }

    @Test
    void wordsTypedWhileConnectingAreSentTogetherOnceReady() {
        var early =
                new ConversationRig(
                        ConversationOptions.builder().greeting(new Greeting.Said("Hi")).build());
        early.start();
        for (int i = 0; i < 10; i++) {
            early.types("text " + i);
        }
        early.run(early.service::ready);

        assertThat(early.service.all(ConversationItemRequest.Create.class))
                .extracting(FakeService::textOf)
                .containsExactly(
                        "text 0", "text 1", "text 2", "text 3", "text 4", "text 5", "text 6",
                        "text 7");
        assertThat(early.page.notices()).containsExactly("too_many_texts", "too_many_texts");
        assertThat(early.service.requests()).hasSize(1);
        assertThat(early.service.requests().getFirst().response()).isNull();
    }

    @Test
    void wordsTypedBeforeTheStartAreKept() {
        var early = new ConversationRig(ConversationOptions.builder().build());
        early.types("Hello?");
        early.start();
        early.run(early.service::ready);

        assertThat(early.service.requests()).hasSize(1);
        assertThat(early.page.shown()).containsExactly("Hello?");
    }

    @Test
    void wordsTypedWhileTheCallerSpeaksAreAnsweredWithTheSpeech() {
        conversation.run(() -> conversation.service.hears("item_u1"));
        conversation.types("And this.");
        assertThat(conversation.page.state()).isEqualTo(CallerState.LISTENING);
        assertThat(conversation.service.requests()).isEmpty();
        conversation.run(() -> {
            conversation.service.hearsTheEnd("item_u1");
            conversation.service.answers("resp_1", "item_a1", "Both.", 500);
        });
        conversation.passes(1_000);

        assertThat(conversation.service.requests()).isEmpty();
        assertThat(conversation.page.state()).isEqualTo(CallerState.READY);
    }

    @Test
    void anAnswerInWritingIsShownAndEndsTheTurn() {
        conversation.types("Write it.");
        conversation.run(() -> {
            conversation.service.begins("resp_1");
            conversation.service.beginsItem("resp_1", "item_a1");
            conversation.service.writes("resp_1", "item_a1", "It is ");
            conversation.service.writes("resp_1", "item_a1", "noon.");
            conversation.service.ends("resp_1");
        });

        var caption = conversation.page.caption("item_a1");
        assertThat(caption.text()).isEqualTo("It is noon.");
        assertThat(caption.fin()).isTrue();
        assertThat(caption.heard()).isNull();
        assertThat(conversation.page.state()).isEqualTo(CallerState.READY);
    }

    @Test
    void theItemGoesBeforeTheRequest() {
        conversation.types("Hello?");

        int item = indexOf(ConversationItemRequest.Create.class);
        int request = indexOf(ResponseRequest.Create.class);
        assertThat(item).isNotNegative().isLessThan(request);
    }

    private int indexOf(Class<? extends ClientEvent> kind) {
        var sent = conversation.service.sent;
        for (int i = 0; i < sent.size(); i++) {
            if (kind.isInstance(sent.get(i))) {
                return i;
            }
        }
        return -1;
    }
}
