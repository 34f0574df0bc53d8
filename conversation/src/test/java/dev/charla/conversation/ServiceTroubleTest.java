package dev.charla.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.charla.client.CloseCause;
import dev.charla.conversation.browser.CallerState;
import dev.charla.conversation.browser.PageMessage;
import dev.charla.conversation.options.ConversationOptions;
import dev.charla.protocol.event.ServerEvent;
import dev.charla.protocol.response.FailureDetails;
import dev.charla.protocol.response.ResponseStatus;
import dev.charla.protocol.response.StatusDetails;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.JsonNodeFactory;

/** The service refuses, fails, is silent or goes away. */
class ServiceTroubleTest {
    @Test
    void settingsThatAreRefusedEndTheConversationWithAClearSentence() {
        var conversation = new ConversationRig(ConversationOptions.builder().build());
        conversation.start();
        conversation.run(conversation.service::open);
        conversation.run(
                () -> conversation.service.complains("invalid_value", "session.voice", null));

        assertThat(ended(conversation))
                .isEqualTo(
                        new PageMessage.Ended(
                                "settings_refused",
                                "The service did not accept the settings of the session"
                                        + " (invalid_value). Check the model, the voice and the turn"
                                        + " detection.",
                                true));
        assertThat(conversation.page.state()).isEqualTo(CallerState.FAILED);
        assertThat(conversation.service.closes).isEqualTo(1);
    }

    @Test
    void aServiceThatNeverGetsReadyEndsTheConversation() {
        var conversation = new ConversationRig(ConversationOptions.builder().build());
        conversation.start();
        conversation.run(conversation.service::open);
        conversation.passes(20_000);

        assertThat(ended(conversation).code()).isEqualTo("session_timeout");
        assertThat(ended(conversation).failed()).isTrue();
    }

    @Test
    void aConnectionThatCannotBeMadeIsToldInTheWordsOfItsCause() {
        var conversation = new ConversationRig(ConversationOptions.builder().build());
        conversation.start();
        conversation.run(() -> conversation.service.breaks(CloseCause.REFUSED_CREDENTIAL));

        assertThat(ended(conversation).code()).isEqualTo("credential_refused");
        assertThat(ended(conversation).text()).isEqualTo(CloseCause.REFUSED_CREDENTIAL.sentence());
    }

    @Test
    void aServiceThatTakesNothingOnceReadyIsReachedAgainAndThenGivenUp() {
        var conversation = new ConversationRig(ConversationOptions.builder().build());
        conversation.start();
        conversation.types("One.");
        conversation.types("Two.");
        conversation.run(conversation.service::open);
        conversation.service.accepts = false;
        conversation.run(conversation.service::updated);
        assertThat(conversation.page.state()).isEqualTo(CallerState.RECONNECTING);
        conversation.passes(60_000);

        assertThat(conversation.page.all(PageMessage.Ended.class)).hasSize(1);
        assertThat(conversation.page.messages.getLast()).isInstanceOf(PageMessage.Ended.class);
        assertThat(conversation.page.shown()).contains("One.");
        assertThat(conversation.loop.timersWaiting()).isZero();
    }

    @Test
    void anErrorIsANoticeAndTheConversationGoesOn() {
        var conversation = ConversationRig.ready();
        conversation.run(() -> conversation.service.complains("unknown_parameter", "x", null));
        conversation.turn(1, "Hello?", "Hello.", 500);
        conversation.passes(1_000);

        assertThat(conversation.page.notices()).containsExactly("service_error");
        assertThat(conversation.page.shown()).containsExactly("Hello?", "Hello.");
    }

    @Test
    void aFailedAnswerIsToldAndTheNextTurnWorks() {
        var conversation = ConversationRig.ready();
        conversation.run(() -> {
            conversation.service.hears("item_u1");
            conversation.service.hearsTheEnd("item_u1");
            conversation.service.begins("resp_1");
            conversation.service.ends(
                    "resp_1",
                    ResponseStatus.FAILED,
                    new StatusDetails(
                            "failed",
                            null,
                            new FailureDetails(null, "rate_limit_exceeded", "x", null)));
        });

        assertThat(conversation.page.notices()).containsExactly("answer_busy");
        assertThat(conversation.page.all(PageMessage.Notice.class).getFirst().text())
                .contains("rate_limit_exceeded");
        assertThat(conversation.page.state()).isEqualTo(CallerState.READY);
    }

    @ParameterizedTest
    @CsvSource({
        "model_unauthorized, answer_model",
        "model_not_found, answer_model",
        "model_unreachable, answer_model",
        "model_refused_request, answer_model",
        "context_length_exceeded, answer_context",
        "model_overloaded, answer_busy",
        "model_empty_answer, answer_failed",
        "server_error, answer_failed",
    })
    void aFailureIsToldWithWhatHelps(String code, String notice) {
        var conversation = ConversationRig.ready();
        conversation.run(() -> {
            conversation.service.begins("resp_1");
            conversation.service.ends(
                    "resp_1",
                    ResponseStatus.FAILED,
                    new StatusDetails("failed", null, new FailureDetails(null, code, "x", null)));
        });

        assertThat(conversation.page.notices()).containsExactly(notice);
        assertThat(conversation.page.all(PageMessage.Notice.class).getFirst().text())
                .contains(code);
    }

    @Test
    void aContentFilterIsToldHoweverTheServiceTellsOfIt() {
        var conversation = ConversationRig.ready();
        conversation.run(() -> {
            conversation.service.begins("resp_1");
            conversation.service.ends(
                    "resp_1",
                    ResponseStatus.FAILED,
                    new StatusDetails(
                            "failed",
                            null,
                            new FailureDetails("x", "content_filter", "text", null)));
        });
        conversation.types("Hello?");
        conversation.run(() ->
                conversation.service.complains(
                        "content_filter",
                        null,
                        conversation.service.requests().getLast().eventId()));

        assertThat(conversation.page.notices())
                .containsExactly("answer_filtered", "answer_filtered");
        assertThat(conversation.page.state()).isEqualTo(CallerState.READY);
    }

    @Test
    void anAnswerThatWasCutOffIsTold() {
        var conversation = ConversationRig.ready();
        for (var reason : new String[] {"max_output_tokens", "content_filter"}) {
            conversation.run(() -> {
                conversation.service.begins("resp_" + reason);
                conversation.service.ends(
                        "resp_" + reason,
                        ResponseStatus.INCOMPLETE,
                        new StatusDetails("incomplete", reason, null));
            });
        }

        assertThat(conversation.page.notices()).containsExactly("answer_cut", "answer_filtered");
    }

    @Test
    void aResponseThatEndsTwiceEndsOnce() {
        var conversation = ConversationRig.ready();
        conversation.turn(1, "Count.", "one two", 1_000);
        int before = conversation.page.all(PageMessage.PlaybackEnd.class).size();
        conversation.run(() -> {
            conversation.service.ends("resp_1");
            conversation.service.sounds("resp_1", "item_a1", 500);
            conversation.service.speaks("resp_1", "item_a1", "three");
        });
        conversation.passes(2_000);

        assertThat(before).isEqualTo(1);
        assertThat(conversation.page.all(PageMessage.PlaybackEnd.class)).hasSize(1);
        assertThat(conversation.page.framesOf).containsExactly(1L);
        assertThat(conversation.page.caption("item_a1").text()).isEqualTo("one two");
    }

    @Test
    void anAnswerWithoutAnEndOfItsAudioEndsWithItsResponse() {
        var conversation = ConversationRig.ready();
        conversation.run(() -> {
            conversation.service.begins("resp_1");
            conversation.service.speaks("resp_1", "item_a1", "one two");
            conversation.service.sounds("resp_1", "item_a1", 500);
            conversation.service.ends("resp_1");
        });
        conversation.passes(1_000);

        assertThat(conversation.page.state()).isEqualTo(CallerState.READY);
        assertThat(conversation.page.caption("item_a1").fin()).isTrue();
    }

    @Test
    void aSlowServiceIsToldOnceAndASilentOneEndsTheConversation() {
        var conversation = ConversationRig.ready();
        conversation.types("Hello?");
        conversation.passes(9_500);
        assertThat(conversation.page.notices()).containsExactly("service_slow");
        conversation.passes(10_000);
        assertThat(conversation.page.notices()).hasSize(1);
        conversation.passes(12_000);

        assertThat(ended(conversation).code()).isEqualTo("service_silent");
    }

    @Test
    void aServiceThatFallsSilentInMidAnswerIsNoticed() {
        var conversation = ConversationRig.ready();
        conversation.run(() -> {
            conversation.service.begins("resp_1");
            conversation.service.sounds("resp_1", "item_a1", 500);
        });
        conversation.passes(10_500);
        assertThat(conversation.page.notices()).containsExactly("service_slow");
        conversation.passes(25_000);

        assertThat(ended(conversation).code()).isEqualTo("service_silent");
    }

    @Test
    void aServiceIsNotBlamedWhileItIsTheCallersTurn() {
        var conversation = ConversationRig.ready();
        conversation.passes(120_000);

        assertThat(conversation.page.notices()).isEmpty();
        assertThat(conversation.page.closes).isZero();
    }

    @Test
    void unknownEventsAreCountedAndIgnored() {
        var conversation = ConversationRig.ready();
        var raw = JsonNodeFactory.instance.objectNode().put("type", "new <b>thing</b>");
        conversation.run(
                () -> conversation.service.says(new ServerEvent.Unknown("new <b>thing</b>", raw)));

        assertThat(conversation.observer.unknownEvents).isEqualTo(1);
        assertThat(conversation.page.all(PageMessage.Event.class).getLast().name())
                .isEqualTo("new__b_thing__b_");
        assertThat(conversation.page.state()).isEqualTo(CallerState.READY);
    }

    private static PageMessage.Ended ended(ConversationRig conversation) {
        return conversation.page.all(PageMessage.Ended.class).getFirst();
    }
}
