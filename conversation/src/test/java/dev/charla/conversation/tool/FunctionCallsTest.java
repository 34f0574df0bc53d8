package dev.charla.conversation.tool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.charla.client.CloseCause;
import dev.charla.conversation.ConversationRig;
import dev.charla.conversation.browser.CallerMessage;
import dev.charla.conversation.browser.PageMessage;
import dev.charla.conversation.browser.PageMessage.ToolStatus;
import dev.charla.conversation.control.Ending;
import dev.charla.conversation.function.Schedule;
import dev.charla.conversation.function.ToolManner;
import dev.charla.conversation.options.Continuity;
import dev.charla.conversation.options.ConversationOptions;
import dev.charla.protocol.item.CallId;
import dev.charla.protocol.item.Item;
import dev.charla.protocol.request.ConversationItemRequest;
import dev.charla.protocol.request.SessionRequest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The application's own tools, in virtual time and with a service that a test plays. */
class FunctionCallsTest {
    private static final String MONDAY = "{\"day\":\"Monday\"}";
    private static final String TUESDAY = "{\"day\":\"Tuesday\"}";

    private final ScriptedTools tools =
            new ScriptedTools()
                    .with("free", "ten o'clock")
                    .with("price", "40 euros")
                    .with(
                            "breaks",
                            ToolManner.DEFAULT,
                            (_, _) -> {
                                throw new IllegalStateException(
                                        "The calendar is closed.\nat secret");
                            })
                    .with("novel", ToolManner.DEFAULT, "x".repeat(3_000_000))
                    .with("slow", ToolManner.DEFAULT.withDeadline(Duration.ofSeconds(5)), "late")
                    .with("silent", ToolManner.DEFAULT.withSchedule(Schedule.SILENT), "noted")
                    .with("skip", ToolManner.DEFAULT.withSchedule(Schedule.SKIP_IF_BUSY), "news")
                    .with("urgent", ToolManner.DEFAULT.withSchedule(Schedule.INTERRUPT), "fire")
                    .with("book", ToolManner.DEFAULT.withOnce(true), "booked")
                    .with("search", ToolManner.DEFAULT.withCancellable(true), "found")
                    .with("pay", ToolManner.DEFAULT.askingFirst(null), "paid")
                    .with("order", ToolManner.DEFAULT.askingFirst("Shall I order it?"), "ordered");
    private final ConversationRig conversation = begun();

    private ConversationRig begun() {
        var rig =
                new ConversationRig(
                        ConversationOptions.builder()
                                .functions(tools.tools())
                                .continuity(
                                        Continuity.DEFAULTS.with(
                                                java.time.InstantSource.fixed(
                                                        java.time.Instant.EPOCH),
                                                () -> 0.5))
                                .build());
        tools.on(rig.loop);
        rig.start();
        rig.run(rig.service::ready);
        return rig;
    }

    @Test
    void theServiceIsToldOfTheToolsInTheSettings() {
        var settings = conversation.service.all(SessionRequest.Update.class).getFirst().session();

        assertThat(ScriptedTools.names(settings.tools())).startsWith("free", "price", "breaks");
    }

    @Test
    void aCallIsRunAndItsResultIsToldAndAnAnswerAskedFor() {
        tools.takes = Duration.ofSeconds(1);
        asks("resp_1", "call_1", "free", MONDAY);
        assertThat(card().status()).isEqualTo(ToolStatus.RUNNING);
        assertThat(card().input()).isEqualTo(MONDAY);
        conversation.passes(900);
        assertThat(conversation.service.outputs()).isEmpty();

        conversation.passes(200);

        assertThat(tools.runs).containsExactly("free" + MONDAY);
        assertThat(conversation.service.outputs())
                .containsExactly(new Item.FunctionCallOutput(new CallId("call_1"), "ten o'clock"));
        assertThat(conversation.service.requests()).hasSize(1);
        assertThat(card().status()).isEqualTo(ToolStatus.DONE);
        assertThat(card().result()).isEqualTo("ten o'clock");
        assertThat(card().tookMs()).isEqualTo(1_000);
    }

    @Test
    void theAnswerIsAskedForOnceWhenAllCallsOfAResponseAreAnswered() {
        conversation.run(() -> {
            conversation.service.begins("resp_1");
            tools.takes = Duration.ofSeconds(1);
            conversation.service.calls("resp_1", "call_1", "free", MONDAY);
            tools.takes = Duration.ofSeconds(2);
            conversation.service.calls("resp_1", "call_2", "price", MONDAY);
            conversation.service.ends("resp_1");
        });
        conversation.passes(1_500);
        assertThat(conversation.service.outputs()).hasSize(1);
        assertThat(conversation.service.requests()).isEmpty();

        conversation.passes(1_000);

        assertThat(conversation.service.outputs())
                .extracting(Item.FunctionCallOutput::output)
                .containsExactly("ten o'clock", "40 euros");
        assertThat(conversation.service.requests()).hasSize(1);
        answered("resp_2");
        assertThat(conversation.service.requests()).hasSize(1);
    }

    @Test
    void aResultThatComesWhileItsResponseIsMadeIsAnsweredAfterIt() {
        conversation.run(() -> {
            conversation.service.begins("resp_1");
            conversation.service.calls("resp_1", "call_1", "free", MONDAY);
        });
        conversation.passes(500);
        assertThat(conversation.service.outputs()).hasSize(1);
        assertThat(conversation.service.requests()).isEmpty();

        conversation.run(() -> conversation.service.ends("resp_1"));

        assertThat(conversation.service.requests()).hasSize(1);
    }

    @Test
    void aCallThatIsToldOfAgainIsRunOnce() {
        asks("resp_1", "call_1", "free", MONDAY);
        conversation.run(() -> conversation.service.calls("resp_1", "call_1", "free", MONDAY));

        conversation.passes(500);

        assertThat(tools.runs).hasSize(1);
        assertThat(conversation.service.outputs()).hasSize(1);
    }

    @Test
    void whatAToolThrowsIsASentenceForTheAgentAndTheCard() {
        asks("resp_1", "call_1", "breaks", MONDAY);

        conversation.passes(100);

        assertThat(output()).isEqualTo("The tool failed: The calendar is closed.");
        assertThat(card().status()).isEqualTo(ToolStatus.FAILED);
        assertThat(card().result()).isEqualTo(output());
        assertThat(conversation.service.requests()).hasSize(1);
    }

    @Test
    void aToolThatTakesTooLongIsInterruptedAndWhatItBringsLaterIsDropped() {
        tools.takes = Duration.ofSeconds(8);
        tools.stubborn = true;
        asks("resp_1", "call_1", "slow", MONDAY);

        conversation.passes(5_100);

        assertThat(tools.interrupts).isEqualTo(1);
        assertThat(output()).contains("did not answer within 5 seconds");
        assertThat(card().status()).isEqualTo(ToolStatus.FAILED);
        conversation.passes(5_000);
        assertThat(tools.runs).hasSize(1);
        assertThat(conversation.service.outputs()).hasSize(1);
        assertThat(conversation.observer.lateTools).isEqualTo(1);
    }

    @Test
    void aResultOfMegabytesIsCutWithASentence() {
        asks("resp_1", "call_1", "novel", MONDAY);

        conversation.passes(100);

        assertThat(output()).hasSizeLessThan(Outcome.MOST_CHARS + 200).endsWith("are told.]");
        assertThat(output()).contains("it has 3000000 characters");
    }

    @Test
    void argumentsThatDoNotFitAreRefusedWithWhatIsWrong() {
        asks("resp_1", "call_1", "free", "{\"day\":7}");
        assertThat(output()).contains("'day' must be of type string");
        asks("resp_2", "call_2", "free", "{}");
        assertThat(output()).contains("'day' is missing");
        asks("resp_3", "call_3", "free", "Monday");
        assertThat(output()).contains("no JSON object");
        asks("resp_4", "call_4", "nothing", MONDAY);
        assertThat(output()).contains("There is no tool of this name. There are: free, price");

        assertThat(tools.runs).isEmpty();
        assertThat(card().status()).isEqualTo(ToolStatus.FAILED);
    }

    @Test
    void aResultThatComesWhileTheCallerSpeaksIsCoveredByTheAnswerToThat() {
        tools.takes = Duration.ofSeconds(1);
        asks("resp_1", "call_1", "free", MONDAY);
        conversation.run(() -> conversation.service.hears("item_u2"));
        conversation.passes(2_000);
        assertThat(conversation.service.outputs()).hasSize(1);
        assertThat(conversation.service.requests()).isEmpty();

        conversation.run(() -> {
            conversation.service.takesOutputs();
            conversation.service.hearsTheEnd("item_u2");
            conversation.service.understands("item_u2", "and on Tuesday?");
            conversation.service.answers("resp_2", "item_a2", "At ten.", 300);
        });
        conversation.passes(2_000);

        assertThat(conversation.service.requests()).isEmpty();
    }

    @Test
    void aResultThatComesWhileTheCallerCoughsIsAnsweredAfterIt() {
        tools.takes = Duration.ofSeconds(1);
        asks("resp_1", "call_1", "free", MONDAY);
        conversation.run(() -> conversation.service.hears("item_u2"));
        conversation.passes(2_000);

        conversation.run(() -> {
            conversation.service.takesOutputs();
            conversation.service.hearsTheEnd("item_u2");
            conversation.service.understands("item_u2", "");
        });
        conversation.passes(3_000);

        assertThat(conversation.service.requests()).hasSize(1);
    }

    @Test
    void anAnswerThatBeganBeforeTheServiceHadTheResultIsFollowedByAnother() {
        tools.takes = Duration.ofSeconds(1);
        asks("resp_1", "call_1", "free", MONDAY);
        conversation.run(() -> {
            conversation.service.hears("item_u2");
            conversation.service.hearsTheEnd("item_u2");
            conversation.service.understands("item_u2", "hello?");
        });
        conversation.passes(1_100);
        conversation.run(() -> {
            conversation.service.answers("resp_2", "item_a2", "One moment.", 300);
            conversation.service.takesOutputs();
        });
        conversation.passes(2_000);

        assertThat(conversation.service.requests()).hasSize(1);
    }

    @Test
    void aCallInWhatTheCallerInterruptedIsNotRun() {
        conversation.run(() -> {
            conversation.service.begins("resp_1");
            conversation.service.beginsItem("resp_1", "item_a1");
            conversation.service.sounds("resp_1", "item_a1", 5_000);
        });
        conversation.passes(500);
        conversation.run(() -> {
            conversation.service.hears("item_u2");
            conversation.service.calls("resp_1", "call_1", "free", MONDAY);
            conversation.service.cancels("resp_1");
        });
        conversation.passes(500);

        assertThat(tools.runs).isEmpty();
        assertThat(output()).contains("was not run, since the caller interrupted");
        assertThat(conversation.service.requests()).isEmpty();
    }

    @Test
    void theCallerLeavesAndWhatIsAtWorkIsInterrupted() {
        tools.takes = Duration.ofSeconds(3);
        tools.stubborn = true;
        asks("resp_1", "call_1", "free", MONDAY);
        conversation.run(() -> conversation.conversation.end(Ending.CALLER_GONE));

        assertThat(tools.interrupts).isEqualTo(1);
        conversation.passes(5_000);
        assertThat(conversation.service.outputs()).isEmpty();
        assertThat(tools.calls).allMatch(call -> call.over());
        conversation.run(() -> tools.calls.getFirst().progress("too late"));
        assertThat(conversation.loop.timersWaiting()).isZero();
    }

    @Test
    void aCallOutlivesItsSessionAndTheNextOneIsToldOfItAndAnswers() {
        tools.takes = Duration.ofSeconds(3);
        conversation.run(() -> {
            conversation.service.hears("item_u1");
            conversation.service.hearsTheEnd("item_u1");
            conversation.service.understands("item_u1", "Is Monday free?");
        });
        asks("resp_1", "call_1", "free", MONDAY);
        conversation.run(() -> conversation.service.breaks(CloseCause.LOST));
        conversation.passes(1_500);
        conversation.run(conversation.service::ready);
        assertThat(conversation.service.requests()).isEmpty();

        conversation.passes(2_000);

        assertThat(tools.runs).hasSize(1);
        assertThat(conversation.page.notices()).isEmpty();
        assertThat(told(1))
                .containsExactly(
                        "user: Is Monday free?",
                        "call call_before_1: free" + MONDAY,
                        "output call_before_1: ten o'clock");
        assertThat(conversation.service.requests()).hasSize(1);
    }

    @Test
    void aResultThatComesWithoutAServiceIsToldTheNextSession() {
        tools.takes = Duration.ofSeconds(1);
        asks("resp_1", "call_1", "free", MONDAY);
        conversation.run(() -> conversation.service.breaks(CloseCause.LOST));
        conversation.passes(300);
        conversation.run(() -> {
            conversation.service.open();
            conversation.service.created();
        });
        conversation.passes(2_000);
        assertThat(conversation.service.requests()).isEmpty();

        conversation.run(conversation.service::updated);

        assertThat(told(1)).contains("output call_before_1: ten o'clock");
        assertThat(conversation.service.requests()).hasSize(1);
    }

    @Test
    void aResultThatNobodyNeedsToHearOfAsksForNothing() {
        asks("resp_1", "call_1", "silent", MONDAY);
        conversation.passes(1_000);

        assertThat(output()).isEqualTo("noted");
        assertThat(conversation.service.requests()).isEmpty();
    }

    @Test
    void newsIsSkippedWhereSomebodySpeaksAndToldWhereNobodyDoes() {
        asks("resp_1", "call_1", "skip", MONDAY);
        assertThat(conversation.service.requests()).hasSize(1);
        answered("resp_2");
        tools.takes = Duration.ofSeconds(1);
        asks("resp_3", "call_2", "skip", TUESDAY);
        conversation.run(() -> conversation.service.hears("item_u2"));
        conversation.passes(2_000);
        conversation.run(() -> {
            conversation.service.hearsTheEnd("item_u2");
            conversation.service.understands("item_u2", "");
        });
        conversation.passes(3_000);

        assertThat(conversation.service.outputs()).hasSize(2);
        assertThat(conversation.service.requests()).hasSize(1);
    }

    @Test
    void anUrgentResultStopsWhatTheAgentSays() {
        tools.takes = Duration.ofSeconds(1);
        conversation.run(() -> {
            conversation.service.begins("resp_1");
            conversation.service.beginsItem("resp_1", "item_a1");
            conversation.service.sounds("resp_1", "item_a1", 9_000);
            conversation.service.endsItem("resp_1", "item_a1", "A long story.");
            conversation.service.calls("resp_1", "call_1", "urgent", MONDAY);
            conversation.service.ends("resp_1");
        });

        conversation.passes(1_200);

        assertThat(conversation.page.all(PageMessage.PlaybackStop.class)).hasSize(1);
        assertThat(conversation.service.requests()).hasSize(1);
    }

    @Test
    void theSameCallAgainGetsTheFirstResultAndNoSecondRun() {
        tools.takes = Duration.ofSeconds(1);
        asks("resp_1", "call_1", "book", "{\"day\":\"Monday\",\"seats\":2}");
        asks("resp_2", "call_2", "book", "{\"seats\":2, \"day\":\"Monday\"}");
        conversation.passes(1_500);
        assertThat(tools.runs).hasSize(1);
        assertThat(conversation.service.outputs())
                .extracting(Item.FunctionCallOutput::output)
                .containsExactly("booked", "booked");
        answered("resp_3");

        asks("resp_4", "call_3", "book", "{\"day\":\"Monday\",\"seats\":2}");
        asks("resp_5", "call_4", "book", TUESDAY);
        conversation.passes(1_500);

        assertThat(tools.runs).hasSize(2);
        assertThat(conversation.service.outputs()).hasSize(4);
    }

    @Test
    void theCallerSpeaksAndAToolThatCanBeCancelledIs() {
        tools.takes = Duration.ofSeconds(3);
        asks("resp_1", "call_1", "search", MONDAY);
        asks("resp_2", "call_2", "free", MONDAY);
        conversation.passes(500);

        conversation.run(() -> conversation.service.hears("item_u2"));

        assertThat(tools.interrupts).isEqualTo(1);
        assertThat(output()).isEqualTo("The tool was stopped, since the caller interrupted.");
        conversation.passes(5_000);
        assertThat(tools.runs).containsExactly("free" + MONDAY);
    }

    @Test
    void whatTheCallerIsAskedForRunsOnceTheyAgree() {
        asks("resp_1", "call_1", "pay", MONDAY);
        conversation.passes(1_000);
        assertThat(card().status()).isEqualTo(ToolStatus.ASKING);
        assertThat(tools.runs).isEmpty();

        conversation.page(new CallerMessage.Approval("call_1", true));
        conversation.passes(100);
        conversation.page(new CallerMessage.Approval("call_1", true));

        assertThat(tools.runs).hasSize(1);
        assertThat(output()).isEqualTo("paid");
        assertThat(conversation.service.requests()).hasSize(1);
    }

    @Test
    void whatTheCallerDoesNotAllowOrDecideIsNotRun() {
        asks("resp_1", "call_1", "pay", MONDAY);
        conversation.page(new CallerMessage.Approval("call_1", false));
        assertThat(output()).isEqualTo("The caller did not allow it.");
        assertThat(conversation.service.requests()).hasSize(1);
        answered("resp_2");
        asks("resp_3", "call_2", "pay", TUESDAY);

        conversation.passes(61_000);

        assertThat(output()).contains("did not decide");
        assertThat(conversation.service.requests()).hasSize(2);
        assertThat(tools.runs).isEmpty();
        assertThat(card().status()).isEqualTo(ToolStatus.FAILED);
    }

    @Test
    void thePageComesBackAndIsAskedAgain() {
        asks("resp_1", "call_1", "pay", MONDAY);
        conversation.pageLost();
        var before = cards().size();

        conversation.back(conversation.page);

        assertThat(cards()).hasSize(before + 1);
        assertThat(card().status()).isEqualTo(ToolStatus.ASKING);
    }

    @Test
    void aServiceThatKnowsNothingOfACallComplainsAndTheCallerIsNotBothered() {
        asks("resp_1", "call_1", "free", MONDAY);
        conversation.passes(100);
        var named =
                conversation.service.all(ConversationItemRequest.Create.class).getLast().eventId();

        conversation.run(
                () -> conversation.service.complains("invalid_value", "item.call_id", named));

        assertThat(conversation.page.notices()).isEmpty();
    }

    @Test
    void aRefusedAnswerIsNotAskedForForEver() {
        asks("resp_1", "call_1", "free", MONDAY);
        for (int i = 0; i < 10; i++) {
            conversation.run(() ->
                    conversation.service.complains(
                            "server_error",
                            null,
                            conversation.service.requests().getLast().eventId()));
        }

        assertThat(conversation.service.requests()).hasSize(3);
    }

    @Test
    void thePressOfInterruptStopsTheAnswerToAToolForGood() {
        asks("resp_1", "call_1", "free", MONDAY);
        assertThat(conversation.service.requests()).hasSize(1);

        conversation.page(new CallerMessage.Interrupt());
        conversation.run(() -> {
            conversation.service.begins("resp_2");
            conversation.service.cancels("resp_2");
        });
        conversation.passes(3_000);

        assertThat(conversation.service.requests()).hasSize(1);
    }

    @Test
    void theAgentGoesOnAtTheDeadlineAlsoWhereTheToolDoesNot() {
        tools.takes = Duration.ofMinutes(1);
        tools.stubborn = true;
        asks("resp_1", "call_1", "slow", MONDAY);

        conversation.passes(5_100);

        assertThat(conversation.service.outputs()).hasSize(1);
        assertThat(conversation.service.requests()).hasSize(1);
    }

    @Test
    void theAgentGoesOnWhenTheCallerDeniesAToolOnItsCardOrDoesNotDecide() {
        asks("resp_1", "call_1", "pay", MONDAY);
        conversation.page(new CallerMessage.Approval("call_1", false));
        assertThat(conversation.service.requests()).hasSize(1);
        answered("resp_2");

        asks("resp_3", "call_2", "pay", TUESDAY);
        conversation.passes(61_000);
        assertThat(conversation.service.outputs()).hasSize(2);
        assertThat(conversation.service.requests()).hasSize(2);
    }

    @Test
    void tooManyToolsAtOnceAreRefused() {
        tools.takes = Duration.ofSeconds(1);
        conversation.run(() -> {
            conversation.service.begins("resp_1");
            for (int i = 0; i <= FunctionCalls.MOST_AT_WORK; i++) {
                conversation.service.calls("resp_1", "call_" + i, "free", MONDAY);
            }
            conversation.service.ends("resp_1");
        });

        assertThat(output()).contains("too many tools are at work");
        conversation.passes(2_000);
        assertThat(tools.runs).hasSize(FunctionCalls.MOST_AT_WORK);
    }

    private void asks(String response, String call, String function, String arguments) {
        conversation.run(() -> {
            conversation.service.begins(response);
            conversation.service.calls(response, call, function, arguments);
            conversation.service.ends(response);
        });
    }

    private void answered(String response) {
        conversation.run(() -> {
            conversation.service.takesOutputs();
            conversation.service.answers(response, "item_" + response, "So it is.", 200);
        });
        conversation.passes(1_000);
    }

    private String output() {
        return conversation.service.outputs().getLast().output();
    }

    private List<PageMessage.Tool> cards() {
        return conversation.page.all(PageMessage.Tool.class);
    }

    private PageMessage.Tool card() {
        return cards().getLast();
    }

    private List<String> told(int leg) {
        return conversation.service.legs.get(leg).told();
    }
}
