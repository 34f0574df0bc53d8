package dev.charla.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.charla.agent.browser.CallerState;
import dev.charla.agent.browser.PageMessage;
import dev.charla.client.CloseCause;
import dev.charla.protocol.FailureDetails;
import dev.charla.protocol.ResponseStatus;
import dev.charla.protocol.ServerEvent;
import dev.charla.protocol.StatusDetails;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.JsonNodeFactory;

/** The service refuses, fails, is silent or goes away. */
class ServiceTroubleTest {
    @Test
    void settingsThatAreRefusedEndTheTalkWithAClearSentence() {
        var talk = new Talk(ConversationOptions.builder().build());
        talk.start();
        talk.run(talk.service::open);
        talk.run(() -> talk.service.complains("invalid_value", "session.voice", null));

        assertThat(ended(talk))
                .isEqualTo(
                        new PageMessage.Ended(
                                "settings_refused",
                                "The service did not accept the settings of the session"
                                        + " (invalid_value). Check the model, the voice and the turn"
                                        + " detection.",
                                true));
        assertThat(talk.page.state()).isEqualTo(CallerState.FAILED);
        assertThat(talk.service.closes).isEqualTo(1);
    }

    @Test
    void aServiceThatNeverGetsReadyEndsTheTalk() {
        var talk = new Talk(ConversationOptions.builder().build());
        talk.start();
        talk.run(talk.service::open);
        talk.passes(20_000);

        assertThat(ended(talk).code()).isEqualTo("session_timeout");
        assertThat(ended(talk).failed()).isTrue();
    }

    @Test
    void aConnectionThatCannotBeMadeIsToldInTheWordsOfItsCause() {
        var talk = new Talk(ConversationOptions.builder().build());
        talk.start();
        talk.run(() -> talk.service.breaks(CloseCause.REFUSED_CREDENTIAL));

        assertThat(ended(talk).code()).isEqualTo("credential_refused");
        assertThat(ended(talk).text()).isEqualTo(CloseCause.REFUSED_CREDENTIAL.sentence());
    }

    @Test
    void aServiceThatTakesNothingOnceReadyIsReachedAgainAndThenGivenUp() {
        var talk = new Talk(ConversationOptions.builder().build());
        talk.start();
        talk.types("One.");
        talk.types("Two.");
        talk.run(talk.service::open);
        talk.service.accepts = false;
        talk.run(talk.service::updated);
        assertThat(talk.page.state()).isEqualTo(CallerState.RECONNECTING);
        talk.passes(60_000);

        assertThat(talk.page.all(PageMessage.Ended.class)).hasSize(1);
        assertThat(talk.page.messages.getLast()).isInstanceOf(PageMessage.Ended.class);
        assertThat(talk.page.shown()).contains("One.");
        assertThat(talk.loop.timersWaiting()).isZero();
    }

    @Test
    void anErrorIsANoticeAndTheTalkGoesOn() {
        var talk = Talk.ready();
        talk.run(() -> talk.service.complains("unknown_parameter", "x", null));
        talk.turn(1, "Hello?", "Hello.", 500);
        talk.passes(1_000);

        assertThat(talk.page.notices()).containsExactly("service_error");
        assertThat(talk.page.shown()).containsExactly("Hello?", "Hello.");
    }

    @Test
    void aFailedAnswerIsToldAndTheNextTurnWorks() {
        var talk = Talk.ready();
        talk.run(() -> {
            talk.service.hears("item_u1");
            talk.service.hearsTheEnd("item_u1");
            talk.service.begins("resp_1");
            talk.service.ends(
                    "resp_1",
                    ResponseStatus.FAILED,
                    new StatusDetails(
                            "failed",
                            null,
                            new FailureDetails(null, "rate_limit_exceeded", "x", null)));
        });

        assertThat(talk.page.notices()).containsExactly("answer_busy");
        assertThat(talk.page.all(PageMessage.Notice.class).getFirst().text())
                .contains("rate_limit_exceeded");
        assertThat(talk.page.state()).isEqualTo(CallerState.READY);
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
        var talk = Talk.ready();
        talk.run(() -> {
            talk.service.begins("resp_1");
            talk.service.ends(
                    "resp_1",
                    ResponseStatus.FAILED,
                    new StatusDetails("failed", null, new FailureDetails(null, code, "x", null)));
        });

        assertThat(talk.page.notices()).containsExactly(notice);
        assertThat(talk.page.all(PageMessage.Notice.class).getFirst().text()).contains(code);
    }

    @Test
    void anAnswerThatWasCutOffIsTold() {
        var talk = Talk.ready();
        for (var reason : new String[] {"max_output_tokens", "content_filter"}) {
            talk.run(() -> {
                talk.service.begins("resp_" + reason);
                talk.service.ends(
                        "resp_" + reason,
                        ResponseStatus.INCOMPLETE,
                        new StatusDetails("incomplete", reason, null));
            });
        }

        assertThat(talk.page.notices()).containsExactly("answer_cut", "answer_filtered");
    }

    @Test
    void aResponseThatEndsTwiceEndsOnce() {
        var talk = Talk.ready();
        talk.turn(1, "Count.", "one two", 1_000);
        int before = talk.page.all(PageMessage.PlaybackEnd.class).size();
        talk.run(() -> {
            talk.service.ends("resp_1");
            talk.service.sounds("resp_1", "item_a1", 500);
            talk.service.speaks("resp_1", "item_a1", "three");
        });
        talk.passes(2_000);

        assertThat(before).isEqualTo(1);
        assertThat(talk.page.all(PageMessage.PlaybackEnd.class)).hasSize(1);
        assertThat(talk.page.framesOf).containsExactly(1L);
        assertThat(talk.page.caption("item_a1").text()).isEqualTo("one two");
    }

    @Test
    void anAnswerWithoutAnEndOfItsAudioEndsWithItsResponse() {
        var talk = Talk.ready();
        talk.run(() -> {
            talk.service.begins("resp_1");
            talk.service.speaks("resp_1", "item_a1", "one two");
            talk.service.sounds("resp_1", "item_a1", 500);
            talk.service.ends("resp_1");
        });
        talk.passes(1_000);

        assertThat(talk.page.state()).isEqualTo(CallerState.READY);
        assertThat(talk.page.caption("item_a1").fin()).isTrue();
    }

    @Test
    void aSlowServiceIsToldOnceAndASilentOneEndsTheTalk() {
        var talk = Talk.ready();
        talk.types("Hello?");
        talk.passes(9_500);
        assertThat(talk.page.notices()).containsExactly("service_slow");
        talk.passes(10_000);
        assertThat(talk.page.notices()).hasSize(1);
        talk.passes(12_000);

        assertThat(ended(talk).code()).isEqualTo("service_silent");
    }

    @Test
    void aServiceThatFallsSilentInMidAnswerIsNoticed() {
        var talk = Talk.ready();
        talk.run(() -> {
            talk.service.begins("resp_1");
            talk.service.sounds("resp_1", "item_a1", 500);
        });
        talk.passes(10_500);
        assertThat(talk.page.notices()).containsExactly("service_slow");
        talk.passes(25_000);

        assertThat(ended(talk).code()).isEqualTo("service_silent");
    }

    @Test
    void aServiceIsNotBlamedWhileItIsTheCallersTurn() {
        var talk = Talk.ready();
        talk.passes(120_000);

        assertThat(talk.page.notices()).isEmpty();
        assertThat(talk.page.closes).isZero();
    }

    @Test
    void unknownEventsAreCountedAndIgnored() {
        var talk = Talk.ready();
        var raw = JsonNodeFactory.instance.objectNode().put("type", "new <b>thing</b>");
        talk.run(() -> talk.service.says(new ServerEvent.Unknown("new <b>thing</b>", raw)));

        assertThat(talk.observer.unknownEvents).isEqualTo(1);
        assertThat(talk.page.all(PageMessage.Event.class).getLast().name())
                .isEqualTo("new__b_thing__b_");
        assertThat(talk.page.state()).isEqualTo(CallerState.READY);
    }

    private static PageMessage.Ended ended(Talk talk) {
        return talk.page.all(PageMessage.Ended.class).getFirst();
    }
}
