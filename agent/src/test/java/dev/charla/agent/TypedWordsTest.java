package dev.charla.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.charla.agent.browser.CallerState;
import dev.charla.agent.browser.PageMessage;
import dev.charla.protocol.ClientEvent;
import dev.charla.protocol.ConversationItemRequest;
import dev.charla.protocol.ResponseRequest;
import org.junit.jupiter.api.Test;

/** The caller types instead of speaking. */
class TypedWordsTest {
    private final Talk talk = Talk.ready();

    @Test
    void typedWordsAreShownAtOnceAndAnswered() {
        talk.types("  What time is it?  ");
        assertThat(talk.page.shown()).containsExactly("What time is it?");
        assertThat(talk.page.state()).isEqualTo(CallerState.PROCESSING);
        assertThat(talk.service.all(ConversationItemRequest.Create.class))
                .extracting(FakeService::textOf)
                .containsExactly("What time is it?");
        assertThat(talk.service.sent.getLast()).isInstanceOf(ResponseRequest.Create.class);

        talk.run(() -> talk.service.answers("resp_1", "item_a1", "Noon.", 500));
        talk.passes(1_000);

        assertThat(talk.page.shown()).containsExactly("What time is it?", "Noon.");
        assertThat(talk.page.state()).isEqualTo(CallerState.READY);
    }

    @Test
    void typedWordsStopTheAgentAndWaitForTheEndOfItsResponse() {
        talk.run(() -> {
            talk.service.begins("resp_1");
            talk.service.beginsItem("resp_1", "item_a1");
            talk.service.speaks("resp_1", "item_a1", "one two three");
            talk.service.sounds("resp_1", "item_a1", 3_000);
        });
        talk.passes(1_025);
        talk.types("Stop, please.");

        assertThat(talk.page.all(PageMessage.PlaybackStop.class)).hasSize(1);
        assertThat(talk.service.cancellations()).hasSize(1);
        assertThat(talk.service.requests()).isEmpty();

        talk.passes(100);
        assertThat(talk.service.truncations()).hasSize(1);
        talk.run(() -> talk.service.cancels("resp_1"));
        assertThat(talk.service.requests()).hasSize(1);
        talk.run(() -> talk.service.answers("resp_2", "item_a2", "Yes.", 500));
        talk.passes(1_000);

        assertThat(talk.page.shown()).containsExactly("one two three", "Stop, please.", "Yes.");
        assertThat(talk.page.state()).isEqualTo(CallerState.READY);
    }

    @Test
    void aRefusalBecauseOfAnotherResponseIsMadeGoodAfterIt() {
        talk.types("Hello?");
        talk.run(() -> {
            talk.service.begins("resp_1");
            talk.service.complains(
                    "conversation_already_has_active_response",
                    null,
                    talk.service.requests().getFirst().eventId());
        });
        assertThat(talk.service.requests()).hasSize(1);
        talk.run(() -> talk.service.ends("resp_1"));

        assertThat(talk.service.requests()).hasSize(2);
        assertThat(talk.page.notices()).isEmpty();
        assertThat(talk.page.state()).isEqualTo(CallerState.PROCESSING);
    }

    @Test
    void aRequestTheServiceRefusesIsToldAndTheTalkGoesOn() {
        talk.types("Hello?");
        talk.run(() ->
                talk.service.complains(
                        "invalid value!", null, talk.service.requests().getFirst().eventId()));

        assertThat(talk.page.notices()).containsExactly("answer_refused");
        assertThat(talk.page.all(PageMessage.Notice.class).getFirst().text())
                .contains("(invalid_value_)");
        assertThat(talk.page.state()).isEqualTo(CallerState.READY);
    }

    @Test
    void wordsOverTheLimitAreNotSent() {
        talk.types("x".repeat(2_000));
        talk.types("x".repeat(2_001));
        talk.types("   ");

        assertThat(talk.service.all(ConversationItemRequest.Create.class)).hasSize(1);
        assertThat(talk.page.notices()).containsExactly("text_too_long");
    }

    @Test
    void wordsTypedWhileConnectingAreSentTogetherOnceReady() {
        var early =
                new Talk(ConversationOptions.builder().greeting(new Greeting.Said("Hi")).build());
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
        var early = new Talk(ConversationOptions.builder().build());
        early.types("Hello?");
        early.start();
        early.run(early.service::ready);

        assertThat(early.service.requests()).hasSize(1);
        assertThat(early.page.shown()).containsExactly("Hello?");
    }

    @Test
    void wordsTypedWhileTheCallerSpeaksAreAnsweredWithTheSpeech() {
        talk.run(() -> talk.service.hears("item_u1"));
        talk.types("And this.");
        assertThat(talk.page.state()).isEqualTo(CallerState.LISTENING);
        assertThat(talk.service.requests()).isEmpty();
        talk.run(() -> {
            talk.service.hearsTheEnd("item_u1");
            talk.service.answers("resp_1", "item_a1", "Both.", 500);
        });
        talk.passes(1_000);

        assertThat(talk.service.requests()).isEmpty();
        assertThat(talk.page.state()).isEqualTo(CallerState.READY);
    }

    @Test
    void anAnswerInWritingIsShownAndEndsTheTurn() {
        talk.types("Write it.");
        talk.run(() -> {
            talk.service.begins("resp_1");
            talk.service.beginsItem("resp_1", "item_a1");
            talk.service.writes("resp_1", "item_a1", "It is ");
            talk.service.writes("resp_1", "item_a1", "noon.");
            talk.service.ends("resp_1");
        });

        var caption = talk.page.caption("item_a1");
        assertThat(caption.text()).isEqualTo("It is noon.");
        assertThat(caption.fin()).isTrue();
        assertThat(caption.heard()).isNull();
        assertThat(talk.page.state()).isEqualTo(CallerState.READY);
    }

    @Test
    void theItemGoesBeforeTheRequest() {
        talk.types("Hello?");

        int item = indexOf(ConversationItemRequest.Create.class);
        int request = indexOf(ResponseRequest.Create.class);
        assertThat(item).isNotNegative().isLessThan(request);
    }

    private int indexOf(Class<? extends ClientEvent> kind) {
        var sent = talk.service.sent;
        for (int i = 0; i < sent.size(); i++) {
            if (kind.isInstance(sent.get(i))) {
                return i;
            }
        }
        return -1;
    }
}
