package dev.charla.conversation.guarding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.charla.client.CloseCause;
import dev.charla.conversation.ConversationRig;
import dev.charla.conversation.browser.CallerMessage;
import dev.charla.conversation.browser.CallerState;
import dev.charla.conversation.browser.PageMessage;
import dev.charla.conversation.function.ToolManner;
import dev.charla.conversation.guard.Guarded;
import dev.charla.conversation.guard.Guards;
import dev.charla.conversation.guard.Verdict;
import dev.charla.conversation.options.AgentName;
import dev.charla.conversation.options.Agents;
import dev.charla.conversation.options.ConversationOptions;
import dev.charla.conversation.tool.ScriptedTools;
import dev.charla.protocol.item.ItemId;
import dev.charla.protocol.request.ConversationItemRequest;
import dev.charla.protocol.response.ResponseStatus;
import dev.charla.protocol.response.StatusDetails;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What the agent says passes guards, in virtual time, and by what the page plays. */
class GuardedSpeechTest {
    private static final String REASON = "This agent makes no diagnosis.";
    private static final String INSTEAD = "Please ask a doctor about that.";

    /** Of the page's own clock, which plays in steps. */
    private static final int STEP_MS = 50;

    private final ScriptedTools threads = new ScriptedTools();
    private ScriptedGuard guard =
            ScriptedGuard.forbids(Guarded.AGENT_SPEECH, "flu", Verdict.stop(REASON));

    private ConversationRig begun(boolean holdsBack) {
        var guards = new Guards(List.of(guard), holdsBack, threads);
        var rig = new ConversationRig(ConversationOptions.builder().guards(guards).build());
        threads.on(rig.loop);
        rig.start();
        rig.run(rig.service::ready);
        rig.types("What do I have?");
        rig.passes(10);
        return rig;
    }

    /** Begins an answer of which the first words sound for two seconds. */
    private static void says(ConversationRig rig, String words) {
        rig.run(() -> {
            rig.service.begins("resp_1");
            rig.service.beginsItem("resp_1", "item_a1");
            rig.service.speaks("resp_1", "item_a1", words);
            rig.service.sounds("resp_1", "item_a1", 2_000);
        });
    }

    private static void goesOn(ConversationRig rig, String words) {
        rig.run(() -> {
            rig.service.speaks("resp_1", "item_a1", words);
            rig.service.sounds("resp_1", "item_a1", 2_000);
        });
    }

    private static void ends(ConversationRig rig, String words) {
        rig.run(() -> {
            rig.service.endsItem("resp_1", "item_a1", words);
            rig.service.ends("resp_1");
        });
    }

    private static List<ItemId> deleted(ConversationRig rig) {
        return rig.service.all(ConversationItemRequest.Delete.class).stream()
                .map(ConversationItemRequest.Delete::itemId)
                .toList();
    }

    @Test
    void aForbiddenSentenceIsStoppedWithinAFewMomentsAndTruncatedToWhatWasHeard() {
        var rig = begun(false);
        threads.takes = Duration.ofMillis(20);
        says(rig, "You seem to have ");
        rig.passes(1_000);

        goesOn(rig, "the flu, I am sure. ");
        long toldMs = rig.loop.nanos() / 1_000_000;
        rig.passes(2_000);

        assertThat(rig.page.heardAtMs.getLast())
                .as("the last sound, with a guard that thinks for 20 ms")
                .isBetween(toldMs - STEP_MS, toldMs + 20 + STEP_MS)
                .isLessThan(toldMs + 150);
        assertThat(rig.service.cancellations()).hasSize(1);
        assertThat(rig.service.truncations()).hasSize(1);
        assertThat(rig.service.truncations().getFirst().audioEndMs()).isBetween(850, 1_050);
        var caption = rig.page.caption("item_a1");
        assertThat(caption.heard()).isNotNull().isLessThan("You seem to have ".length());
        assertThat(rig.page.all(PageMessage.Notice.class))
                .singleElement()
                .satisfies(notice -> {
                    assertThat(notice.code()).isEqualTo("speech_stopped");
                    assertThat(notice.reason()).isEqualTo(REASON);
                    assertThat(notice.text()).contains(REASON);
                });
        assertThat(rig.observer.ruledBy).containsExactly("no-flu");
    }

    @Test
    void whatIsHeldBackIsNeverShownNorHeard() {
        var rig = begun(true);
        threads.takes = Duration.ofMillis(20);
        says(rig, "You have the flu, I am sure. ");

        rig.passes(3_000);

        assertThat(rig.page.shown()).noneMatch(text -> text.contains("flu"));
        assertThat(rig.page.heardAtMs).isEmpty();
        assertThat(rig.page.notices()).containsExactly("speech_stopped");
        rig.run(() -> rig.service.cancels("resp_1"));
        assertThat(rig.page.state()).isEqualTo(CallerState.READY);
    }

    @Test
    void whatPassedBeforeIsHeardUpToTheStopAndTheRestIsCut() {
        var rig = begun(true);
        threads.takes = Duration.ofMillis(20);
        says(rig, "You seem to have ");
        rig.passes(1_000);

        goesOn(rig, "the flu, I am sure. ");
        long toldMs = rig.loop.nanos() / 1_000_000;
        rig.passes(2_000);

        assertThat(rig.page.heardAtMs.getLast()).isLessThan(toldMs + 150);
        assertThat(rig.page.caption("item_a1").text()).isEqualTo("You seem to have ");
        assertThat(rig.service.truncations()).hasSize(1);
        rig.run(() -> rig.service.cancels("resp_1"));
        assertThat(deleted(rig)).as("an item that was heard is cut, not taken back").isEmpty();
    }

    @Test
    void anItemOfWhichNothingWasHeardIsTakenBackOnceItsResponseHasEnded() {
        var rig = begun(true);
        says(rig, "You have the flu. ");
        rig.passes(10);

        assertThat(deleted(rig)).isEmpty();
        rig.run(() -> rig.service.cancels("resp_1"));

        assertThat(deleted(rig)).containsExactly(new ItemId("item_a1"));
        assertThat(rig.service.truncations()).isEmpty();
    }

    @Test
    void theAgentSaysOtherWordsWordForWordAndThoseAreNotChecked() {
        guard =
                ScriptedGuard.forbids(
                        Guarded.AGENT_SPEECH, "flu", Verdict.replace(INSTEAD + " No flu here."));
        var rig = begun(true);
        says(rig, "You have the flu. ");
        rig.passes(10);
        assertThat(rig.service.saidWordForWord()).as("while the first is not over").isEmpty();

        rig.run(() -> rig.service.cancels("resp_1"));

        assertThat(rig.service.saidWordForWord()).containsExactly(INSTEAD + " No flu here.");
        int asked = guard.seen.size();
        rig.run(() -> rig.service.answers("resp_2", "item_a2", INSTEAD + " No flu here.", 1_000));
        rig.passes(2_000);
        assertThat(guard.seen).hasSize(asked);
        assertThat(rig.page.shown()).endsWith(INSTEAD + " No flu here.");
        assertThat(rig.page.notices()).containsExactly("speech_replaced");
        assertThat(rig.page.state()).isEqualTo(CallerState.READY);
    }

    @Test
    void aVoiceThatDoesNotKeepToTheWordsIsStoppedTwiceAndThenSaysNothing() {
        guard = ScriptedGuard.forbids(Guarded.AGENT_SPEECH, "flu", Verdict.stop(REASON, INSTEAD));
        var rig = begun(true);
        for (int i = 1; i <= 4; i++) {
            var response = "resp_" + i;
            var item = "item_a" + i;
            rig.run(() -> {
                rig.service.begins(response);
                rig.service.beginsItem(response, item);
                rig.service.speaks(response, item, "It is the flu.");
            });
            rig.passes(10);
            rig.run(() -> rig.service.cancels(response));
            rig.passes(10);
        }

        assertThat(rig.service.saidWordForWord()).containsExactly(INSTEAD, INSTEAD);
    }

    @Test
    void whoeverSpeaksMeanwhileIsNotTalkedOver() {
        guard = ScriptedGuard.forbids(Guarded.AGENT_SPEECH, "flu", Verdict.replace(INSTEAD));
        var rig = begun(true);
        says(rig, "You have the flu. ");
        rig.passes(10);
        rig.run(() -> rig.service.hears("item_u2"));
        rig.run(() -> rig.service.cancels("resp_1"));
        rig.run(() -> rig.service.hearsTheEnd("item_u2"));
        rig.run(() -> {
            rig.service.understands("item_u2", "Never mind.");
            rig.service.answers("resp_2", "item_a2", "As you like.", 500);
        });
        rig.passes(2_000);

        assertThat(rig.service.saidWordForWord()).isEmpty();
        assertThat(rig.page.shown()).endsWith("Never mind.", "As you like.");
    }

    @Test
    void wordsThatPassAreHeardWholeInTheirOrderHoweverSlowTheGuard() {
        var rig = begun(true);
        threads.takes = Duration.ofMillis(120);
        says(rig, "Good ");
        goesOn(rig, "morning.");
        ends(rig, "Good morning.");
        assertThat(rig.page.shown()).containsExactly("What do I have?");

        rig.passes(6_000);

        assertThat(rig.page.heardAtMs).hasSize(4_000 / STEP_MS);
        assertThat(rig.page.caption("item_a1").text()).isEqualTo("Good morning.");
        assertThat(rig.page.caption("item_a1").fin()).isTrue();
        assertThat(guard.texts()).containsExactly("Good ", "Good morning.");
        assertThat(guard.seen.getLast().whole()).isTrue();
        assertThat(guard.seen.getLast().caller()).as("nobody by name").isNull();
        assertThat(rig.page.state()).isEqualTo(CallerState.READY);
    }

    @Test
    void aToolThatAForbiddenSentenceLeadsToIsNotRun() {
        threads.with("order", "ordered");
        var guards = new Guards(List.of(guard), true, threads);
        var rig =
                new ConversationRig(
                        ConversationOptions.builder()
                                .guards(guards)
                                .functions(threads.tools())
                                .build());
        threads.on(rig.loop);
        rig.start();
        rig.run(rig.service::ready);
        rig.types("What do I have?");
        rig.passes(10);
        rig.run(() -> {
            rig.service.begins("resp_1");
            rig.service.beginsItem("resp_1", "item_a1");
            rig.service.speaks("resp_1", "item_a1", "You have the flu.");
            rig.service.calls("resp_1", "call_1", "order", "{\"day\":\"Monday\"}");
            rig.service.endsItem("resp_1", "item_a1", "You have the flu.");
            rig.service.ends("resp_1");
        });
        rig.passes(1_000);

        assertThat(threads.runs).isEmpty();
        assertThat(rig.page.state()).isEqualTo(CallerState.READY);
    }

    @Test
    void aGuardThatThrowsStopsTheAnswerAndIsCounted() {
        guard =
                new ScriptedGuard(
                        "broken",
                        Guarded.AGENT_SPEECH,
                        _ -> {
                            throw new IllegalStateException("what was said");
                        });
        var rig = begun(true);
        says(rig, "Good morning.");
        rig.passes(1_000);

        assertThat(rig.page.heardAtMs).isEmpty();
        assertThat(rig.page.notices()).containsExactly("guard_failed");
        assertThat(rig.observer.failedGuards).containsExactly("broken");
    }

    @Test
    void aGuardThatFailsOpenLetsTheAnswerPass() {
        guard =
                new ScriptedGuard(
                        "broken",
                        Guarded.AGENT_SPEECH,
                        _ -> {
                            throw new StackOverflowError();
                        });
        guard.manner = ScriptedGuard.OPEN;
        var rig = begun(true);
        says(rig, "Good morning.");
        ends(rig, "Good morning.");
        rig.passes(3_000);

        assertThat(rig.page.heardAtMs).hasSize(2_000 / STEP_MS);
        assertThat(rig.page.notices()).isEmpty();
    }

    @Test
    void aGuardThatHangsIsInterruptedAndStopsTheAnswer() {
        var rig = begun(true);
        threads.takes = Duration.ofMinutes(5);
        threads.stubborn = true;
        says(rig, "Good morning.");
        rig.passes(499);
        assertThat(rig.page.notices()).isEmpty();

        rig.passes(1);

        assertThat(threads.interrupts).isEqualTo(1);
        assertThat(rig.page.notices()).containsExactly("guard_failed");
        rig.passes(400_000);
        assertThat(rig.page.heardAtMs).as("its verdict came too late").isEmpty();
    }

    @Test
    void aSlowGuardThatFailsOpenIsAskedOnceInAnItem() {
        guard.manner = ScriptedGuard.OPEN;
        var rig = begun(true);
        threads.takes = Duration.ofMinutes(5);
        says(rig, "Good ");
        rig.passes(510);
        goesOn(rig, "morning.");
        ends(rig, "Good morning.");
        rig.passes(4_500);

        assertThat(threads.interrupts).isEqualTo(1);
        assertThat(rig.page.heardAtMs).hasSize(4_000 / STEP_MS);
    }

    @Test
    void guardsThatNeverEndDoNotTakeMoreAndMoreThreads() {
        guard.manner = ScriptedGuard.OPEN;
        var rig = begun(true);
        threads.takes = Duration.ofHours(5);
        threads.stubborn = true;
        for (int i = 1; i <= Checks.MOST_AT_WORK + 3; i++) {
            int number = i;
            rig.run(() ->
                    rig.service.answers("resp_" + number, "item_a" + number, "Good day.", 100));
            rig.passes(2_000);
        }

        assertThat(threads.interrupts).isEqualTo(Checks.MOST_AT_WORK);
        assertThat(rig.page.shown()).as("those after that pass at once").hasSize(12);
    }

    @Test
    void anUndecidedGuardHoldsTheWordUntilTheNext() {
        guard =
                new ScriptedGuard(
                        "careful",
                        Guarded.AGENT_SPEECH,
                        words ->
                                words.text().endsWith("flu") && !words.whole()
                                        ? Verdict.undecided()
                                        : words.text().endsWith("flu")
                                                ? Verdict.stop(REASON)
                                                : Verdict.pass());
        var rig = begun(true);
        says(rig, "You are flu");
        rig.passes(1_000);
        assertThat(rig.page.heardAtMs).isEmpty();

        goesOn(rig, "ent in French.");
        rig.passes(1_000);

        assertThat(rig.page.heardAtMs).isNotEmpty();
        assertThat(rig.page.notices()).isEmpty();
    }

    @Test
    void anAnswerThatIsNeverEndedHoldsUpNoOther() {
        guard =
                new ScriptedGuard(
                        "careful",
                        Guarded.AGENT_SPEECH,
                        words -> words.whole() ? Verdict.pass() : Verdict.undecided());
        var rig = begun(true);
        says(rig, "You are flu");
        rig.passes(1_000);
        assertThat(rig.page.heardAtMs).isEmpty();

        rig.run(() -> rig.service.answers("resp_2", "item_a2", "Good morning.", 500));
        rig.passes(4_000);

        assertThat(rig.page.shown()).endsWith("You are flu", "Good morning.");
        assertThat(rig.page.all(PageMessage.PlaybackBegin.class)).hasSize(2);
    }

    @Test
    void wordsBehindTheEndOfAnItemAreCheckedLikeOthers() {
        var rig = begun(true);
        says(rig, "Good morning. ");
        rig.run(() -> {
            rig.service.endsItem("resp_1", "item_a1", "Good morning. ");
            rig.service.speaks("resp_1", "item_a1", "You have the flu.");
        });
        rig.passes(10);

        assertThat(rig.page.notices()).containsExactly("speech_stopped");
        assertThat(rig.page.shown()).noneMatch(text -> text.contains("flu"));
    }

    @Test
    void aFirstGuardThatPassesLeavesItToTheNext() {
        var calm = ScriptedGuard.forbids(Guarded.AGENT_SPEECH, "war", Verdict.stop("No war."));
        var guards = new Guards(List.of(calm, guard), true, threads);
        var rig = new ConversationRig(ConversationOptions.builder().guards(guards).build());
        threads.on(rig.loop);
        rig.start();
        rig.run(rig.service::ready);
        rig.run(() -> rig.service.answers("resp_1", "item_a1", "It is the flu.", 1_000));
        rig.passes(100);

        assertThat(calm.seen).isNotEmpty();
        assertThat(rig.observer.ruledBy).containsExactly("no-flu");
    }

    @Test
    void bargeInLeavesNothingWaitingAndTheNextAnswerIsHeard() {
        var rig = begun(true);
        threads.takes = Duration.ofMillis(300);
        says(rig, "Good morning ");
        ends(rig, "Good morning ");
        rig.passes(100);
        rig.run(() -> rig.service.hears("item_u2"));
        rig.passes(500);
        assertThat(rig.page.heardAtMs).isEmpty();
        rig.run(() -> {
            rig.service.hearsTheEnd("item_u2");
            rig.service.understands("item_u2", "Yes?");
            rig.service.answers("resp_2", "item_a2", "Good evening.", 1_000);
        });
        rig.passes(3_000);

        assertThat(rig.page.heardAtMs).hasSize(1_000 / STEP_MS);
        assertThat(rig.page.state()).isEqualTo(CallerState.READY);
        assertThat(rig.page.shown()).contains("Yes?", "Good evening.");
    }

    @Test
    void aServiceThatIsLostMeanwhileIsAskedAgain() {
        var rig = begun(true);
        threads.takes = Duration.ofMillis(300);
        says(rig, "Good morning.");
        rig.run(() -> rig.service.breaks(CloseCause.LOST));
        rig.passes(1_000);
        rig.run(rig.service::ready);
        rig.passes(10);

        assertThat(rig.service.requests()).hasSize(2);
        rig.run(() -> rig.service.answers("resp_2", "item_a2", "Good morning.", 1_000));
        rig.passes(3_000);
        assertThat(rig.page.heardAtMs).hasSize(1_000 / STEP_MS);
    }

    @Test
    void theServicesOwnFilterIsToldInTheSameWay() {
        var rig = begun(true);
        says(rig, "Good ");
        rig.run(() ->
                rig.service.ends(
                        "resp_1",
                        ResponseStatus.INCOMPLETE,
                        new StatusDetails("incomplete", "content_filter", null)));
        rig.passes(10);

        assertThat(rig.page.notices()).containsExactly("answer_filtered");
    }

    @Test
    void aGuardMayEndTheConversation() {
        guard =
                new ScriptedGuard(
                        "strict",
                        Guarded.AGENT_SPEECH,
                        words -> {
                            Objects.requireNonNull(words.conversation()).end("");
                            return Verdict.stop(REASON);
                        });
        var rig = begun(true);
        says(rig, "You have the flu.");
        rig.passes(10);
        rig.run(() -> rig.service.cancels("resp_1"));

        assertThat(rig.over).isEqualTo(1);
        assertThat(rig.page.heardAtMs).isEmpty();
    }

    @Test
    void anAgentThatFollowsHasGuardsOfItsOwnWhichAreToldWhoCalls() {
        var billing =
                ConversationOptions.builder()
                        .agent(new AgentName("billing", "Billing"))
                        .guards(new Guards(List.of(guard), true, threads))
                        .build();
        threads.with(
                "billing",
                ToolManner.DEFAULT,
                (_, call) -> {
                    call.conversation().handOff("billing");
                    return "handed on";
                });
        var rig =
                new ConversationRig(
                        ConversationOptions.builder()
                                .functions(threads.tools())
                                .agents(only(billing))
                                .build());
        threads.on(rig.loop);
        rig.start();
        rig.run(rig.service::ready);
        rig.run(() -> rig.service.answers("resp_1", "item_a1", "It may be the flu.", 500));
        rig.passes(1_000);
        assertThat(guard.seen).isEmpty();

        rig.run(() -> {
            rig.service.begins("resp_2");
            rig.service.calls("resp_2", "call_1", "billing", "{\"day\":\"Monday\"}");
            rig.service.ends("resp_2");
        });
        rig.passes(100);
        rig.run(rig.service::updated);
        rig.run(() -> rig.service.answers("resp_3", "item_a3", "A bill for the flu.", 500));
        rig.passes(1_000);

        assertThat(rig.observer.ruledBy).containsExactly("no-flu");
        assertThat(guard.seen.getLast().caller()).isEqualTo("ana");
    }

    private static Agents only(ConversationOptions agent) {
        return new Agents() {
            @Override
            public ConversationOptions named(String name) {
                return agent;
            }

            @Override
            public String nameOf(Class<?> type) {
                throw new IllegalArgumentException("Not an agent.");
            }
        };
    }

    @Test
    void nothingIsLeftAtWorkWhenTheConversationIsOver() {
        var rig = begun(true);
        threads.takes = Duration.ofMinutes(5);
        says(rig, "Good morning.");
        rig.page(new CallerMessage.End());

        assertThat(threads.interrupts).isEqualTo(1);
        rig.passes(400_000);
        assertThat(rig.over).isEqualTo(1);
    }
}
