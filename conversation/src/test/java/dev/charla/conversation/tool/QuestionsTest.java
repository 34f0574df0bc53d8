package dev.charla.conversation.tool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.charla.conversation.ConversationRig;
import dev.charla.conversation.FakePage;
import dev.charla.conversation.browser.CallerMessage;
import dev.charla.conversation.browser.CallerState;
import dev.charla.conversation.browser.PageMessage;
import dev.charla.conversation.capture.Capture;
import dev.charla.conversation.function.FunctionTools;
import dev.charla.conversation.function.ToolManner;
import dev.charla.conversation.options.ConversationOptions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A tool, on a thread of its own, asks the caller for values, in virtual time. */
class QuestionsTest {
    private static final String QUESTION = "Which address shall I write to?";
    private static final String HEARD =
            "I have: a, n, n, a, dot, l, e, e, at, example dot com. Is that right?";
    private static final String AGAIN = "I did not get that. " + QUESTION;

    /** Of threads, which run at once unless the machine is busy. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final CountDownLatch interrupted = new CountDownLatch(1);
    private final ScriptedTools tools =
            new ScriptedTools()
                    .with(
                            "write",
                            ToolManner.DEFAULT,
                            (_, call) -> {
                                try {
                                    return call.ask(Capture.email(QUESTION)).orElse("nobody");
                                } catch (InterruptedException e) {
                                    interrupted.countDown();
                                    throw e;
                                }
                            })
                    .with(
                            "both",
                            ToolManner.DEFAULT,
                            (_, call) ->
                                    call.ask(Capture.name("Who are you?")).orElse("?")
                                            + " "
                                            + call.ask(Capture.phone("Which number?")).orElse("?"));
    private final ConversationRig conversation = begun();
    private final AnsweringService service = new AnsweringService(conversation);

    private ConversationRig begun() {
        var rig =
                new ConversationRig(
                        ConversationOptions.builder()
                                .functions(FunctionTools.of(tools.tools().tools()))
                                .build());
        rig.start();
        rig.run(rig.service::ready);
        return rig;
    }

    @Test
    void aValueIsAskedForReadBackAndAgreedTo() {
        calls("write", QUESTION);
        service.lasts(1_000);

        service.hears("item_u2", "It is anna dot lee at example dot com.");
        service.lasts(1_000);
        assertThat(conversation.service.saidWordForWord()).containsExactly(QUESTION, HEARD);
        service.hears("item_u3", "Yes, please.");

        assertThat(output(1)).isEqualTo("anna.lee@example.com");
    }

    @Test
    void thePageIsToldWhatIsAskedForUntilItIsKnown() {
        calls("both", "Who are you?");
        service.lasts(1_000);
        assertThat(captures()).containsExactly("call_1-1 name");

        conversation.types("Anna McKay");
        conversation.loop.runUntil(() -> captures().contains("call_1-1 over"), PATIENCE);
        conversation.loop.runUntil(() -> wordForWord("Which number?"), PATIENCE);
        assertThat(captures()).contains("call_1-2 phone");

        conversation.types("+44 20 7946 0958");
        assertThat(output(1)).isEqualTo("Anna McKay +442079460958");
        assertThat(captures()).endsWith("call_1-2 over");
    }

    @Test
    void thePageIsToldAgainWhenItIsReadBackAndWhenItComesBack() {
        calls("write", QUESTION);
        service.lasts(1_000);
        service.hears("item_u2", "anna dot lee at example dot com");
        service.lasts(1_000);
        assertThat(captures()).containsExactly("call_1-1 email", "call_1-1 email");

        conversation.pageLost();
        var other = new FakePage(conversation.loop, _ -> {});
        conversation.back(other);

        assertThat(other.all(PageMessage.Capture.class))
                .containsExactly(new PageMessage.Capture("call_1-1", "email"));
    }

    private boolean wordForWord(String words) {
        return conversation.service.saidWordForWord().contains(words);
    }

    private List<String> captures() {
        return conversation.page.messages.stream()
                .map(message ->
                        switch (message) {
                            case PageMessage.Capture(var id, var kind) -> id + " " + kind;
                            case PageMessage.CaptureOver(var id) -> id + " over";
                            default -> "";
                        })
                .filter(text -> !text.isEmpty())
                .toList();
    }

    @Test
    void theAgentAnswersNoneOfIt() {
        calls("write", QUESTION);
        service.lasts(1_000);
        int heard = conversation.page.heardAtMs.size();

        service.hears("item_u2", "Well.");
        assertThat(conversation.service.cancellations()).hasSize(1);
        assertThat(conversation.page.heardAtMs).hasSize(heard);
        service.lasts(1_000);

        assertThat(conversation.service.saidWordForWord()).containsExactly(QUESTION, AGAIN);
        assertThat(conversation.page.captions())
                .as("the answer, which came second")
                .noneMatch(caption -> caption.item().equals("item_r2"));
    }

    @Test
    void theAnswerToTheLastWordIsLeftToTheResult() {
        calls("write", QUESTION);
        service.lasts(1_000);
        service.hears("item_u2", "anna dot lee at example dot com");
        service.lasts(1_000);

        service.hears("item_u3", "Yes.");
        assertThat(conversation.service.cancellations()).hasSize(2);
        assertThat(output(1)).isEqualTo("anna.lee@example.com");
        service.lasts(2_000);

        var last = conversation.service.requests().getLast();
        assertThat(last.response()).as("the agent speaks about the result").isNull();
        assertThat(conversation.page.state()).isEqualTo(CallerState.READY);
    }

    @Test
    void whatWasHeardIsCorrected() {
        calls("write", QUESTION);
        service.lasts(1_000);
        service.hears("item_u2", "ana dot lee at example dot com");
        service.lasts(1_000);

        service.hears("item_u3", "No, it's anna dot lee at example dot com.");
        service.lasts(1_000);
        assertThat(conversation.service.saidWordForWord()).endsWith(HEARD);
        service.hears("item_u4", "Yes.");

        assertThat(output(1)).isEqualTo("anna.lee@example.com");
    }

    @Test
    void aPlainNoIsAskedAgain() {
        calls("write", QUESTION);
        service.lasts(1_000);
        service.hears("item_u2", "anna dot lee at example dot com");
        service.lasts(1_000);

        service.hears("item_u3", "No.");
        service.lasts(1_000);

        assertThat(conversation.service.saidWordForWord())
                .containsExactly(QUESTION, HEARD, QUESTION);
    }

    @Test
    void aValueThatIsTypedIsTakenAsItIs() {
        calls("write", QUESTION);
        service.lasts(300);

        conversation.types("anna.lee@example.com");

        assertThat(output(1)).isEqualTo("anna.lee@example.com");
        assertThat(conversation.page.shown()).contains("anna.lee@example.com");
        assertThat(conversation.service.saidWordForWord()).containsExactly(QUESTION);
    }

    @Test
    void whoWillNotSayItIsNotAskedForEver() {
        calls("write", QUESTION);
        service.lasts(1_000);

        service.hears("item_u2", "No, never mind.");

        assertThat(output(1)).isEqualTo("nobody");
    }

    @Test
    void whoIsNeverUnderstoodIsNotAskedForEver() {
        calls("write", QUESTION);
        for (int i = 2; i <= 7; i++) {
            service.lasts(1_500);
            service.hears("item_u" + i, "Something else.");
        }

        assertThat(output(1)).isEqualTo("nobody");
    }

    @Test
    void intoASilenceItIsAskedAgainAndThenNoMore() {
        calls("write", QUESTION);
        service.lasts(1_000);
        conversation.loop.advance(Duration.ofSeconds(8));
        service.lasts(1_000);
        assertThat(conversation.service.saidWordForWord()).containsExactly(QUESTION, QUESTION);

        service.lasts(30_000);

        assertThat(conversation.service.saidWordForWord())
                .containsExactly(QUESTION, QUESTION, QUESTION);
        assertThat(output(1)).isEqualTo("nobody");
    }

    @Test
    void theTimeToAnswerIsNotTheToolsTime() {
        calls("write", QUESTION);
        service.lasts(1_000);
        service.hears("item_u2", "anna dot lee at example dot com");
        service.lasts(20_000);
        service.hears("item_u3", "Hm.");
        service.lasts(20_000);

        service.hears("item_u4", "Yes.");

        assertThat(output(1)).isEqualTo("anna.lee@example.com");
    }

    @Test
    void oneValueIsAskedForAfterTheOther() {
        calls("both", "Who are you?");
        service.lasts(1_000);
        conversation.types("Anna Lee");
        conversation.loop.runUntil(
                () -> conversation.service.saidWordForWord().contains("Which number?"), PATIENCE);
        service.lasts(1_000);
        conversation.types("555 0101");

        assertThat(output(1)).isEqualTo("Anna Lee 5550101");
    }

    @Test
    void aConversationThatEndsEndsTheWaiting() throws Exception {
        calls("write", QUESTION);

        conversation.page(new CallerMessage.End());

        assertThat(interrupted.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    private void calls(String tool, String question) {
        conversation.run(() -> {
            conversation.service.begins("resp_1");
            conversation.service.calls("resp_1", "call_1", tool, "{\"day\":\"Monday\"}");
            conversation.service.ends("resp_1");
        });
        conversation.loop.runUntil(
                () -> conversation.service.saidWordForWord().contains(question), PATIENCE);
    }

    private String output(int count) {
        conversation.loop.runUntil(() -> conversation.service.outputs().size() >= count, PATIENCE);
        return conversation.service.outputs().getLast().output();
    }
}
