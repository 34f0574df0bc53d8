package dev.charla.conversation.guarding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.charla.client.CloseCause;
import dev.charla.conversation.ConversationRig;
import dev.charla.conversation.FakeService;
import dev.charla.conversation.browser.CallerState;
import dev.charla.conversation.browser.PageMessage;
import dev.charla.conversation.guard.Guarded;
import dev.charla.conversation.guard.Guards;
import dev.charla.conversation.guard.Verdict;
import dev.charla.conversation.options.ConversationOptions;
import dev.charla.conversation.tool.ScriptedTools;
import dev.charla.protocol.item.Item;
import dev.charla.protocol.item.ItemId;
import dev.charla.protocol.request.ConversationItemRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the caller says passes guards: typed words before the agent has them, spoken ones after. */
class GuardedCallerTest {
    private static final String REASON = "Card numbers are not for this agent.";
    private static final String SAY = "Please do not tell me card numbers.";

    private final ScriptedTools threads = new ScriptedTools();
    private ScriptedGuard guard =
            ScriptedGuard.forbids(Guarded.CALLER_WORDS, "4111", Verdict.stop(REASON));

    private ConversationRig begun() {
        var guards = new Guards(List.of(guard), true, threads);
        var rig = new ConversationRig(ConversationOptions.builder().guards(guards).build());
        threads.on(rig.loop);
        threads.takes = Duration.ofMillis(20);
        rig.start();
        rig.run(rig.service::ready);
        return rig;
    }

    private static List<String> told(ConversationRig rig) {
        return rig.service.all(ConversationItemRequest.Create.class).stream()
                .filter(create -> create.item() instanceof Item.Message)
                .map(FakeService::textOf)
                .toList();
    }

    private static List<ItemId> deleted(ConversationRig rig) {
        return rig.service.all(ConversationItemRequest.Delete.class).stream()
                .map(ConversationItemRequest.Delete::itemId)
                .toList();
    }

    private static void speaks(ConversationRig rig, String item) {
        rig.run(() -> {
            rig.service.hears(item);
            rig.service.hearsTheEnd(item);
        });
    }

    @Test
    void typedWordsThatAreStoppedNeverReachTheService() {
        var rig = begun();
        rig.types("My card is 4111.");
        rig.passes(1_000);

        assertThat(told(rig)).isEmpty();
        assertThat(rig.service.requests()).isEmpty();
        assertThat(rig.page.captions()).isEmpty();
        assertThat(rig.page.all(PageMessage.Notice.class))
                .singleElement()
                .satisfies(notice -> {
                    assertThat(notice.code()).isEqualTo("words_stopped");
                    assertThat(notice.reason()).isEqualTo(REASON);
                });
        assertThat(rig.observer.ruledBy).containsExactly("no-4111");
    }

    @Test
    void theAgentSaysWhyWordForWord() {
        guard = ScriptedGuard.forbids(Guarded.CALLER_WORDS, "4111", Verdict.stop(REASON, SAY));
        var rig = begun();
        rig.types("My card is 4111.");
        rig.passes(100);

        assertThat(told(rig)).isEmpty();
        assertThat(rig.service.saidWordForWord()).containsExactly(SAY);
    }

    @Test
    void typedWordsThatAreReplacedAreToldAndShownAsReplaced() {
        guard =
                new ScriptedGuard(
                        "redact",
                        Guarded.CALLER_WORDS,
                        words ->
                                words.text().contains("4111")
                                        ? Verdict.replace(words.text().replace("4111", "[card]"))
                                        : Verdict.pass());
        var rig = begun();
        rig.types("My card is 4111.");
        rig.passes(100);

        assertThat(told(rig)).containsExactly("My card is [card].");
        assertThat(rig.page.shown()).containsExactly("My card is [card].");
        assertThat(rig.page.notices()).containsExactly("words_replaced");
        assertThat(rig.service.requests()).hasSize(1);
    }

    @Test
    void typedWordsAreToldInTheirOrderHoweverSlowTheGuard() {
        var rig = begun();
        threads.takes = Duration.ofMillis(200);
        rig.types("One.");
        rig.types("Two.");
        assertThat(told(rig)).isEmpty();

        rig.passes(1_000);

        assertThat(told(rig)).containsExactly("One.", "Two.");
    }

    @Test
    void noMoreTypedWordsWaitForAGuardThanForAService() {
        var rig = begun();
        threads.takes = Duration.ofMillis(400);
        for (int i = 0; i < 10; i++) {
            rig.types("Word " + i);
        }
        rig.passes(10_000);

        assertThat(told(rig)).hasSize(8);
        assertThat(rig.page.notices()).filteredOn("too_many_texts"::equals).hasSize(2);
    }

    @Test
    void spokenWordsThatAreStoppedAreTakenBackAndNothingOfTheAnswerIsHeard() {
        var rig = begun();
        speaks(rig, "item_u1");
        rig.run(() -> {
            rig.service.understands("item_u1", "My card is 4111.");
            rig.service.begins("resp_1");
            rig.service.beginsItem("resp_1", "item_a1");
            rig.service.speaks("resp_1", "item_a1", "Thank you for 4111.");
            rig.service.sounds("resp_1", "item_a1", 2_000);
        });
        rig.passes(1_000);

        assertThat(deleted(rig)).containsExactly(new ItemId("item_u1"));
        assertThat(rig.service.cancellations()).hasSize(1);
        assertThat(rig.page.heardAtMs).isEmpty();
        assertThat(rig.page.shown()).isEmpty();
        assertThat(rig.page.notices()).containsExactly("words_stopped");
        rig.run(() -> rig.service.cancels("resp_1"));
        assertThat(deleted(rig)).containsExactly(new ItemId("item_u1"), new ItemId("item_a1"));
        assertThat(rig.page.state()).isEqualTo(CallerState.READY);
    }

    @Test
    void anAnswerThatIsHeardAlreadyIsStoppedWhenTheWordsAreWrittenDownLate() {
        var rig = begun();
        speaks(rig, "item_u1");
        rig.run(() -> rig.service.answers("resp_1", "item_a1", "Thank you for 4111.", 3_000));
        rig.passes(500);
        assertThat(rig.page.heardAtMs).isNotEmpty();

        rig.run(() -> rig.service.understands("item_u1", "My card is 4111."));
        long toldMs = rig.loop.nanos() / 1_000_000;
        rig.passes(3_000);

        assertThat(rig.page.heardAtMs.getLast()).isLessThan(toldMs + 150);
        assertThat(rig.service.truncations()).hasSize(1);
        assertThat(deleted(rig)).containsExactly(new ItemId("item_u1"));
        assertThat(rig.page.caption("item_a1").heard()).isNotNull();
    }

    @Test
    void anAnswerThatBeginsAfterTheVerdictIsStoppedAsItBegins() {
        guard = ScriptedGuard.forbids(Guarded.CALLER_WORDS, "4111", Verdict.stop(REASON, SAY));
        var rig = begun();
        speaks(rig, "item_u1");
        rig.run(() -> rig.service.understands("item_u1", "My card is 4111."));
        rig.passes(100);
        assertThat(rig.service.saidWordForWord()).as("an answer may be on its way").isEmpty();

        rig.run(() -> rig.service.begins("resp_1"));
        assertThat(rig.service.cancellations()).hasSize(1);
        rig.run(() -> rig.service.beginsItem("resp_1", "item_a1"));
        rig.run(() -> rig.service.cancels("resp_1"));

        assertThat(deleted(rig)).contains(new ItemId("item_a1"));
        assertThat(rig.service.saidWordForWord()).containsExactly(SAY);
        rig.run(() -> rig.service.answers("resp_2", "item_a2", SAY, 500));
        rig.passes(1_000);
        assertThat(rig.page.shown()).containsExactly(SAY);
    }

    @Test
    void aServiceThatAnswersNothingDoesNotKeepTheCallerWaiting() {
        guard = ScriptedGuard.forbids(Guarded.CALLER_WORDS, "4111", Verdict.stop(REASON, SAY));
        var rig = begun();
        speaks(rig, "item_u1");
        rig.run(() -> rig.service.understands("item_u1", "My card is 4111."));
        rig.passes(20_000);

        assertThat(rig.service.saidWordForWord()).containsExactly(SAY);
    }

    @Test
    void spokenWordsThatAreReplacedAreTakenBackAndAnsweredInTheirNewForm() {
        guard =
                new ScriptedGuard(
                        "redact",
                        Guarded.CALLER_WORDS,
                        words ->
                                words.text().contains("4111")
                                        ? Verdict.replace("My card is [card].")
                                        : Verdict.pass());
        var rig = begun();
        speaks(rig, "item_u1");
        rig.run(() -> {
            rig.service.understands("item_u1", "My card is 4111.");
            rig.service.begins("resp_1");
            rig.service.speaks("resp_1", "item_a1", "Thank you for 4111.");
        });
        rig.passes(100);
        assertThat(rig.service.requests()).isEmpty();
        rig.run(() -> rig.service.cancels("resp_1"));

        assertThat(deleted(rig)).contains(new ItemId("item_u1"));
        assertThat(told(rig)).containsExactly("My card is [card].");
        assertThat(rig.service.requests()).hasSize(1);
        rig.run(() -> rig.service.answers("resp_2", "item_a2", "Thank you.", 500));
        rig.passes(1_000);
        assertThat(rig.page.shown()).containsExactly("My card is [card].", "Thank you.");
    }

    @Test
    void spokenWordsThatPassAreAnsweredAsEver() {
        var rig = begun();
        threads.takes = Duration.ofMillis(100);
        rig.turn(1, "Good morning.", "Hello.", 1_000);
        assertThat(rig.page.heardAtMs).isEmpty();
        rig.passes(3_000);

        assertThat(rig.page.heardAtMs).hasSize(20);
        assertThat(rig.page.shown()).containsExactly("Good morning.", "Hello.");
        assertThat(rig.page.state()).isEqualTo(CallerState.READY);
        assertThat(deleted(rig)).isEmpty();
    }

    @Test
    void wordsAreStoppedWhileTheyAreStillBeingWrittenDown() {
        var rig = begun();
        rig.run(() -> {
            rig.service.hears("item_u1");
            rig.service.understandsSoFar("item_u1", "My card is ");
            rig.service.understandsSoFar("item_u1", "4111 ");
        });
        rig.passes(100);
        assertThat(rig.page.notices()).containsExactly("words_stopped");
        assertThat(rig.page.shown()).isEmpty();

        rig.run(() -> {
            rig.service.understandsSoFar("item_u1", "and 22");
            rig.service.hearsTheEnd("item_u1");
            rig.service.understands("item_u1", "My card is 4111 and 22");
            rig.service.begins("resp_1");
        });
        rig.passes(100);

        assertThat(rig.page.shown()).isEmpty();
        assertThat(rig.service.cancellations()).hasSize(1);
        assertThat(deleted(rig)).containsExactly(new ItemId("item_u1"));
        assertThat(rig.page.notices()).hasSize(1);
    }

    /** A caller whose words are stopped before they have finished. */
    private ConversationRig stoppedInMidSentence() {
        guard = ScriptedGuard.forbids(Guarded.CALLER_WORDS, "4111", Verdict.stop(REASON, SAY));
        var rig = begun();
        rig.run(() -> {
            rig.service.hears("item_u1");
            rig.service.understandsSoFar("item_u1", "My card is 4111 ");
        });
        rig.passes(100);
        assertThat(rig.service.saidWordForWord()).isEmpty();
        rig.run(() -> {
            rig.service.hearsTheEnd("item_u1");
            rig.service.understands("item_u1", "My card is 4111 and 22");
        });
        return rig;
    }

    @Test
    void whoIsStoppedInMidSentenceIsToldWhyOnceTheAnswerIsStopped() {
        var rig = stoppedInMidSentence();
        rig.run(() -> rig.service.begins("resp_1"));
        rig.passes(100);
        rig.run(() -> rig.service.cancels("resp_1"));
        rig.passes(100);

        assertThat(rig.service.saidWordForWord()).containsExactly(SAY);
    }

    @Test
    void whoIsStoppedInMidSentenceIsToldWhyWhereNoAnswerComes() {
        var rig = stoppedInMidSentence();
        rig.passes(5_000);

        assertThat(rig.service.saidWordForWord()).containsExactly(SAY);
    }

    @Test
    void whoSpeaksOnAfterAStopIsAnsweredInItsPlace() {
        var rig = stoppedInMidSentence();
        rig.turn(2, "Good morning.", "Hello.", 500);
        rig.passes(5_000);

        assertThat(rig.service.saidWordForWord()).isEmpty();
        assertThat(rig.page.shown()).containsExactly("Good morning.", "Hello.");
        assertThat(rig.page.state()).isEqualTo(CallerState.READY);
    }

    @Test
    void aNextSessionIsNotToldWhatWasStopped() {
        var rig = begun();
        rig.turn(1, "My name is Ana.", "Hello Ana.", 500);
        rig.passes(2_000);
        speaks(rig, "item_u2");
        rig.run(() -> {
            rig.service.understands("item_u2", "My card is 4111.");
            rig.service.begins("resp_2");
        });
        rig.passes(100);
        rig.run(() -> rig.service.cancels("resp_2"));
        rig.run(() -> rig.service.breaks(CloseCause.LOST));
        rig.passes(1_000);
        rig.run(rig.service::ready);

        assertThat(rig.service.legs.get(1).told())
                .containsExactly("user: My name is Ana.", "assistant: Hello Ana.");
    }

    @Test
    void aGuardThatFailsKeepsTheWordsFromTheAgent() {
        guard =
                new ScriptedGuard(
                        "broken",
                        Guarded.CALLER_WORDS,
                        _ -> {
                            throw new IOException("what was said");
                        });
        var rig = begun();
        rig.types("Hello?");
        rig.passes(100);

        assertThat(told(rig)).isEmpty();
        assertThat(rig.page.notices()).containsExactly("guard_failed");
        guard.manner = ScriptedGuard.OPEN;
        rig.types("Hello?");
        rig.passes(100);
        assertThat(told(rig)).containsExactly("Hello?");
    }
}
