package dev.charla.conversation.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.charla.client.CloseCause;
import dev.charla.conversation.browser.CallerState;
import dev.charla.conversation.flow.Lead;
import dev.charla.conversation.function.ToolManner;
import dev.charla.conversation.guard.GuardManner;
import dev.charla.conversation.guard.Guarded;
import dev.charla.conversation.guard.Guards;
import dev.charla.conversation.guard.PatternGuard;
import dev.charla.conversation.guard.Verdict;
import dev.charla.conversation.options.Greeting;
import dev.charla.protocol.item.EventId;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** An agent takes its caller through the steps of a flow, in virtual time. */
class FlowTest extends FlowRig {
    @Test
    void theSessionBeginsWithTheFirstStepsInstructionsAndTools() {
        var first = settings(rig).getLast();

        assertThat(first.instructions())
                .isEqualTo("You answer the door.\n\nFind out what they want.");
        assertThat(names(first.tools())).containsExactly("chosen", "billing");
    }

    @Test
    void anExitIsToldToTheSessionBetweenTwoResponsesAndTheAgentSpeaksOnceItIsAccepted() {
        rig.run(() -> {
            rig.service.begins("resp_1");
            rig.service.calls("resp_1", "call_1", "chosen", NOTHING);
        });
        rig.passes(100);
        assertThat(changes(rig)).as("while the response is made").isEmpty();
        rig.run(() -> rig.service.ends("resp_1"));
        rig.passes(100);

        var change = changes(rig).getLast();
        assertThat(change.instructions()).isEqualTo("You answer the door.\n\nFind a time.");
        assertThat(names(change.tools()))
                .containsExactly("free", "taken", "leave", "hangUp", "again", "billing");
        assertThat(outputs(rig))
                .containsExactly(
                        "Done. The conversation is at the step 'When' now. Go on as your instructions say by now.");
        assertThat(rig.service.requests()).as("before the service agrees").isEmpty();
        assertThat(rig.observer.steps).isEmpty();

        rig.run(rig.service::updated);

        assertThat(rig.service.requests()).hasSize(1);
        assertThat(rig.observer.steps).containsExactly("Booking: Choose > When");
        assertThat(rig.service.legs).hasSize(1);
        assertThat(cards(rig)).contains("chosen DONE");
    }

    @Test
    void whoSpeaksMeanwhileIsAnsweredOnceAndInTheNextStep() {
        calls(rig, "resp_1", "call_1", "chosen", NOTHING);
        rig.passes(100);
        rig.run(() -> {
            rig.service.takesOutputs();
            rig.service.hears("item_u1");
            rig.service.updated();
            rig.service.hearsTheEnd("item_u1");
        });
        assertThat(rig.service.requests()).isEmpty();

        rig.run(() -> rig.service.answers("resp_2", "item_a2", "On which day?", 500));
        rig.passes(1_000);
        calls(rig, "resp_3", "call_3", "free", MONDAY);
        rig.passes(100);

        assertThat(tools.runs).containsExactly("free" + MONDAY);
        assertThat(rig.service.requests()).as("about the result alone").hasSize(1);
    }

    @Test
    void aSessionThatIsLostMeanwhileIsFollowedByOneInTheNextStep() {
        calls(rig, "resp_1", "call_1", "chosen", NOTHING);
        rig.passes(100);

        rig.run(() -> rig.service.breaks(CloseCause.LOST));
        rig.passes(1_000);
        rig.run(rig.service::ready);

        assertThat(settings(rig).getLast().instructions()).endsWith("Find a time.");
        assertThat(names(settings(rig).getLast().tools())).contains("free", "taken");
        assertThat(rig.observer.steps).containsExactly("Booking: Choose > When");
        assertThat(rig.service.requests()).hasSize(1);
    }

    @Test
    void aSessionThatIsRegainedLaterIsInTheSameStep() {
        gone("resp_1", "chosen");

        rig.run(() -> rig.service.breaks(CloseCause.LOST));
        rig.passes(1_000);
        rig.run(rig.service::ready);

        assertThat(settings(rig).getLast().instructions()).endsWith("Find a time.");
        assertThat(names(settings(rig).getLast().tools())).contains("free", "taken");
    }

    @Test
    void aSessionThatDoesNotTakeTheStepIsReplaced() {
        calls(rig, "resp_1", "call_1", "chosen", NOTHING);
        rig.passes(100);

        rig.run(() ->
                rig.service.complains("cannot_update", "session", new EventId(lastChangeId(rig))));
        assertThat(rig.service.legs).hasSize(2);
        rig.run(rig.service::ready);
        rig.passes(100);

        assertThat(settings(rig).getLast().instructions()).endsWith("Find a time.");
        assertThat(rig.observer.steps).containsExactly("Booking: Choose > When");
    }

    @Test
    void whatWasAnsweredBeforeTheNextSessionIsNotAnsweredAgain() {
        calls(rig, "resp_1", "call_1", "chosen", NOTHING);
        rig.passes(100);
        rig.run(rig.service::takesOutputs);
        rig.run(() -> {
            rig.service.hears("item_u1");
            rig.service.complains("cannot_update", "session", new EventId(lastChangeId(rig)));
        });
        rig.run(() -> {
            rig.service.speakAs(0);
            rig.service.hearsTheEnd("item_u1");
            rig.service.understands("item_u1", "Well?");
            rig.service.answers("resp_2", "item_a2", "One moment.", 300);
        });
        rig.passes(1_000);
        rig.service.speakAs(1);
        rig.run(rig.service::ready);
        rig.passes(100);
        assertThat(rig.observer.steps).containsExactly("Booking: Choose > When");
        assertThat(rig.service.requests()).isEmpty();

        gone("resp_3", "billing");
        assertThat(rig.service.requests()).as("billing answers").hasSize(1);
    }

    @Test
    void anExitThatThrowsIsASentenceToTheModelAndTheStepStays() {
        way(choose, "chosen").fails = "Nothing is free in December.";

        calls(rig, "resp_1", "call_1", "chosen", NOTHING);
        rig.passes(100);

        assertThat(outputs(rig)).containsExactly("The tool failed: Nothing is free in December.");
        assertThat(changes(rig)).isEmpty();
        assertThat(rig.observer.steps).isEmpty();
        assertThat(rig.service.requests()).as("about the failure").hasSize(1);
        assertThat(cards(rig)).contains("chosen FAILED");
    }

    @Test
    void anExitThatStaysIsAnsweredWithoutTellingTheSession() {
        gone("resp_1", "chosen");

        calls(rig, "resp_2", "call_2", "again", NOTHING);
        rig.passes(100);

        assertThat(changes(rig)).hasSize(1);
        assertThat(outputs(rig)).contains("Done. The present step goes on.");
        assertThat(rig.service.requests()).hasSize(2);
    }

    @Test
    void anExitThatComesAfterItsDeadlineLeadsNowhere() {
        way(choose, "chosen").manner = ToolManner.DEFAULT.withDeadline(Duration.ofSeconds(1));
        tools.takes = Duration.ofSeconds(3);
        tools.stubborn = true;

        calls(rig, "resp_1", "call_1", "chosen", NOTHING);
        rig.passes(4_000);

        assertThat(outputs(rig)).singleElement().asString().contains("was stopped");
        assertThat(changes(rig)).isEmpty();
        assertThat(rig.observer.lateTools).isEqualTo(1);
    }

    @Test
    void aToolOfAnEarlierStepIsASentenceToTheModel() {
        gone("resp_1", "chosen");

        calls(rig, "resp_2", "call_2", "chosen", NOTHING);
        rig.passes(100);

        assertThat(outputs(rig).getLast())
                .isEqualTo(
                        "This tool is not offered any more. There are: free, taken, leave, hangUp, again, billing.");
        assertThat(changes(rig)).hasSize(1);
    }

    @Test
    void aToolOfAnEarlierStepThatIsAtWorkGoesOnAndItsResultIsTold() {
        gone("resp_1", "chosen");
        rig.run(() -> {
            rig.service.begins("resp_2");
            tools.takes = Duration.ofSeconds(3);
            rig.service.calls("resp_2", "call_2", "free", MONDAY);
            tools.takes = Duration.ZERO;
            rig.service.calls("resp_2", "call_3", "leave", NOTHING);
            rig.service.ends("resp_2");
        });
        rig.passes(100);
        rig.run(rig.service::updated);
        assertThat(rig.observer.steps).endsWith("Booking: When > null");

        rig.passes(4_000);

        assertThat(outputs(rig)).contains("ten o'clock");
    }

    @Test
    void ofTwoExitsInOneResponseTheFirstLeadsOnAndTheOtherIsNotRun() {
        gone("resp_1", "chosen");
        tools.takes = Duration.ofSeconds(1);

        rig.run(() -> {
            rig.service.begins("resp_2");
            rig.service.calls("resp_2", "call_2", "leave", NOTHING);
            rig.service.calls("resp_2", "call_3", "taken", NOTHING);
            rig.service.ends("resp_2");
        });
        rig.passes(1_100);
        rig.run(rig.service::updated);

        assertThat(way(when, "taken").calls).isZero();
        assertThat(outputs(rig))
                .anyMatch(output -> output.startsWith("The tool was not run: 'leave' was called"));
        assertThat(rig.observer.steps).endsWith("Booking: When > null");
    }

    @Test
    void anExitThatIsCalledBehindAnotherOneThatLedOnIsNotRun() {
        gone("resp_1", "chosen");

        rig.run(() -> {
            rig.service.begins("resp_2");
            rig.service.calls("resp_2", "call_2", "leave", NOTHING);
        });
        rig.passes(100);
        rig.run(() -> {
            rig.service.calls("resp_2", "call_3", "taken", NOTHING);
            rig.service.ends("resp_2");
        });
        rig.passes(100);
        rig.run(rig.service::updated);

        assertThat(way(when, "taken").calls).isZero();
        assertThat(outputs(rig).getLast()).contains("was left meanwhile");
        assertThat(rig.observer.steps).endsWith("Booking: When > null");
    }

    @Test
    void outOfAFlowTheAgentHasItsOwnInstructionsAndToolsAndAnswers() {
        gone("resp_1", "chosen");
        gone("resp_2", "leave");

        assertThat(changes(rig).getLast().instructions()).isEqualTo("You answer the door.");
        assertThat(names(changes(rig).getLast().tools()))
                .containsExactlyInAnyOrder("billing", "hours", "book");
        assertThat(rig.observer.steps)
                .containsExactly("Booking: Choose > When", "Booking: When > null");
        assertThat(rig.service.requests()).hasSize(2);

        gone("resp_3", "book");

        assertThat(rig.observer.steps).endsWith("Booking: null > Choose");
        assertThat(names(changes(rig).getLast().tools())).containsExactly("chosen", "billing");
    }

    @Test
    void afterTheLastStepWasSpokenAboutTheAgentIsItselfAgainAndSaysNothingMore() {
        gone("resp_1", "chosen");
        gone("resp_2", "taken");
        assertThat(changes(rig).getLast().instructions()).endsWith("Say that it is booked.");
        assertThat(rig.service.requests()).hasSize(2);

        rig.run(() -> {
            rig.service.takesOutputs();
            rig.service.answers("resp_3", "item_a3", "It is booked.", 500);
        });
        rig.passes(100);
        assertThat(changes(rig).getLast().instructions()).isEqualTo("You answer the door.");
        rig.run(rig.service::updated);
        rig.passes(2_000);

        assertThat(rig.observer.steps).endsWith("Booking: Confirm > null");
        assertThat(rig.service.requests()).hasSize(2);
        assertThat(rig.page.state()).isEqualTo(CallerState.READY);
        assertThat(rig.over).isZero();
    }

    @Test
    void aGreetingAndOtherGivenWordsAreNotWhatALastStepIsFor() {
        var greeted =
                begun(options ->
                        options.beginning(confirm).greeting(new Greeting.Said("Good morning.")));
        assertThat(greeted.service.saidWordForWord()).containsExactly("Good morning.");
        greeted.run(() -> greeted.service.answers("resp_1", "item_a1", "Good morning.", 200));
        greeted.passes(400);
        assertThat(changes(greeted)).isEmpty();

        greeted.turn(2, "Hello?", "It is booked.", 300);
        greeted.passes(100);
        assertThat(changes(greeted)).hasSize(1);
    }

    @Test
    void aLastStepOfWhichTheCallerInterruptedTheWordsGoesOn() {
        gone("resp_1", "chosen");
        gone("resp_2", "taken");

        rig.run(() -> {
            rig.service.begins("resp_3");
            rig.service.cancels("resp_3");
        });
        rig.passes(100);
        assertThat(changes(rig)).hasSize(2);

        rig.run(() -> rig.service.answers("resp_4", "item_a4", "It is booked.", 500));
        rig.passes(100);
        assertThat(changes(rig)).hasSize(3);
    }

    @Test
    void afterALastStepThatEndsTheConversationItEndsOnceItsWordsWereHeard() {
        gone("resp_1", "chosen");
        gone("resp_2", "hangUp");

        rig.run(() -> {
            rig.service.takesOutputs();
            rig.service.answers("resp_3", "item_a3", "Goodbye.", 800);
        });
        rig.passes(500);
        assertThat(rig.over).as("while it is heard").isZero();
        rig.passes(1_000);

        assertThat(rig.over).isEqualTo(1);
    }

    @Test
    void whoIsHandedOnAndBackGoesOnInTheStepThatWasLeft() {
        gone("resp_1", "chosen");
        gone("resp_2", "billing");
        assertThat(names(changes(rig).getLast().tools())).containsExactly("desk");

        calls(rig, "resp_3", "call_resp_3", "desk", MONDAY);
        rig.passes(100);
        rig.run(rig.service::updated);

        assertThat(changes(rig).getLast().instructions())
                .isEqualTo("You answer the door.\n\nFind a time.");
        assertThat(names(changes(rig).getLast().tools())).contains("free", "taken");
        assertThat(rig.observer.steps).containsExactly("Booking: Choose > When");
    }

    @Test
    void anExitThatEndsAfterAHandOffIsWhereTheAgentGoesOnLater() {
        gone("resp_1", "chosen");
        rig.run(() -> {
            rig.service.begins("resp_2");
            tools.takes = Duration.ofSeconds(1);
            rig.service.calls("resp_2", "call_2", "taken", NOTHING);
            tools.takes = Duration.ZERO;
            rig.service.calls("resp_2", "call_3", "billing", NOTHING);
            rig.service.ends("resp_2");
        });
        rig.passes(100);
        rig.run(rig.service::updated);
        rig.passes(2_000);
        assertThat(changes(rig)).as("billing is told of no step").hasSize(2);
        assertThat(rig.observer.steps).endsWith("Booking: When > Confirm");
        rig.run(() -> {
            rig.service.takesOutputs();
            rig.service.answers("resp_b", "item_b", "About your bill.", 200);
        });
        rig.passes(400);
        rig.run(() -> rig.service.answers("resp_c", "item_c", "And booked.", 200));
        rig.passes(400);

        calls(rig, "resp_3", "call_resp_3", "desk", MONDAY);
        rig.passes(100);
        rig.run(rig.service::updated);

        assertThat(changes(rig).getLast().instructions()).endsWith("Say that it is booked.");
    }

    @Test
    void aHandOffThatIsAskedForInTheSameResponseComesAfterTheStep() {
        gone("resp_1", "chosen");
        rig.run(() -> {
            rig.service.begins("resp_2");
            rig.service.calls("resp_2", "call_2", "taken", NOTHING);
            rig.service.calls("resp_2", "call_3", "billing", NOTHING);
            rig.service.ends("resp_2");
        });
        rig.passes(100);
        assertThat(changes(rig).getLast().instructions()).endsWith("Say that it is booked.");
        rig.run(rig.service::updated);
        assertThat(rig.service.requests()).as("between the two").hasSize(1);
        assertThat(changes(rig).getLast().instructions()).isEqualTo("You answer for bills.");
        rig.run(rig.service::updated);
        rig.passes(100);

        assertThat(rig.service.requests()).as("billing answers").hasSize(2);
        assertThat(agents(rig)).containsExactly("Billing");
    }

    @Test
    void stepsThatLeadInCirclesAreStoppedUntilTheCallerSaysSomething() {
        var around = new Way("around", new Lead.Stay());
        var circle = step("Circle", "Go round.", around);
        around.lead = new Lead.To(circle);
        way(choose, "chosen").lead = new Lead.To(circle);
        gone("resp_0", "chosen");
        for (int i = 1; i < Places.MOST_STEPS; i++) {
            gone("resp_" + i, "around");
        }

        calls(rig, "resp_20", "call_20", "around", NOTHING);
        rig.passes(100);
        assertThat(outputs(rig).getLast()).contains("the caller has said nothing since");
        assertThat(changes(rig)).hasSize(Places.MOST_STEPS);
        rig.run(() -> rig.service.answers("resp_21", "item_21", "Well?", 200));
        rig.passes(400);

        rig.run(() -> rig.service.hears("item_u1"));
        rig.run(() -> rig.service.hearsTheEnd("item_u1"));
        calls(rig, "resp_22", "call_22", "around", NOTHING);
        rig.passes(100);
        assertThat(changes(rig)).hasSize(Places.MOST_STEPS + 1);
    }

    @Test
    void aGuardOfTheAgentStopsItsWordsInAStep() {
        var guarded =
                begun(options ->
                        options.guards(
                                new Guards(
                                        List.of(
                                                new PatternGuard(
                                                        "secret",
                                                        Guarded.AGENT_SPEECH,
                                                        Pattern.compile("secret"),
                                                        Verdict.stop("Not that."),
                                                        GuardManner.DEFAULT)),
                                        true,
                                        tools)));
        gone(guarded, "resp_1", "chosen");

        guarded.run(() -> {
            guarded.service.begins("resp_2");
            guarded.service.beginsItem("resp_2", "item_a2");
            guarded.service.speaks("resp_2", "item_a2", "The secret is");
        });
        guarded.passes(100);

        assertThat(guarded.observer.ruledBy).containsExactly("secret");
    }
}
