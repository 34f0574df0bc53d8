package dev.charla.conversation.tool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.charla.conversation.ConversationRig;
import dev.charla.conversation.browser.CallerMessage;
import dev.charla.conversation.function.ToolManner;
import dev.charla.conversation.options.ConversationOptions;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A tool that the caller is asked about aloud, in virtual time. */
class AskFirstTest {
    private static final String QUESTION = "Shall I order it?";

    private final ScriptedTools tools =
            new ScriptedTools()
                    .with("order", ToolManner.DEFAULT.askingFirst(QUESTION), "ordered")
                    .with("pay", ToolManner.DEFAULT.askingFirst("Shall I pay?"), "paid");
    private final ConversationRig conversation = begun();
    private int requestsSeen;
    private int responses;

    private ConversationRig begun() {
        var rig =
                new ConversationRig(ConversationOptions.builder().functions(tools.tools()).build());
        tools.on(rig.loop);
        rig.start();
        rig.run(rig.service::ready);
        return rig;
    }

    @Test
    void theQuestionIsSpokenAndAYesRunsTheTool() {
        calls("call_1", "order");
        lasts(2_000);
        assertThat(conversation.service.saidWordForWord()).containsExactly(QUESTION);
        assertThat(tools.runs).isEmpty();

        says("item_u2", "Yes, please.");
        lasts(100);

        assertThat(tools.runs).hasSize(1);
        assertThat(output()).isEqualTo("ordered");
    }

    @Test
    void aNoIsToldTheAgent() {
        calls("call_1", "order");
        lasts(2_000);

        says("item_u2", "No, thanks.");
        lasts(100);

        assertThat(tools.runs).isEmpty();
        assertThat(output()).isEqualTo("The caller did not allow it.");
    }

    @Test
    void theAnswerMayBeTypedOrGivenOnTheCard() {
        calls("call_1", "order");
        lasts(2_000);
        conversation.types("yes");
        lasts(2_000);
        calls("call_2", "pay");
        lasts(2_000);
        conversation.page(new CallerMessage.Approval("call_2", true));
        lasts(2_000);

        assertThat(tools.runs).hasSize(2);
    }

    @Test
    void wordsFromBeforeTheQuestionDecideNothing() {
        conversation.run(() -> {
            conversation.service.hears("item_u1");
            conversation.service.hearsTheEnd("item_u1");
        });
        calls("call_1", "order");
        conversation.run(() -> conversation.service.understands("item_u1", "Yes, order it."));
        lasts(2_000);

        conversation.run(() -> conversation.service.understands("item_u1", "Yes, order it."));
        lasts(1_000);

        assertThat(tools.runs).isEmpty();
    }

    @Test
    void whatDecidesNothingLeavesTheQuestionOpen() {
        calls("call_1", "order");
        lasts(2_000);
        says("item_u2", "What does it cost?");
        lasts(2_000);
        assertThat(tools.runs).isEmpty();

        says("item_u3", "Okay.");
        lasts(100);

        assertThat(tools.runs).hasSize(1);
    }

    @Test
    void silenceIsAskedAgainOnceAndThenMeansNo() {
        calls("call_1", "order");

        lasts(59_000);
        assertThat(conversation.service.saidWordForWord()).containsExactly(QUESTION, QUESTION);

        lasts(3_000);
        assertThat(tools.runs).isEmpty();
        assertThat(output()).contains("did not decide");
    }

    @Test
    void ofTwoQuestionsOneIsAskedAfterTheOther() {
        conversation.run(() -> {
            conversation.service.begins("resp_1");
            conversation.service.calls("resp_1", "call_1", "order", "{\"day\":\"Monday\"}");
            conversation.service.calls("resp_1", "call_2", "pay", "{\"day\":\"Monday\"}");
            conversation.service.ends("resp_1");
        });
        lasts(3_000);
        assertThat(conversation.service.saidWordForWord()).containsExactly(QUESTION);

        says("item_u2", "Yes.");
        lasts(3_000);

        assertThat(tools.runs).hasSize(1);
        assertThat(conversation.service.saidWordForWord())
                .containsExactly(QUESTION, "Shall I pay?");
        says("item_u3", "No.");
        lasts(1_000);
        assertThat(tools.runs).hasSize(1);
        assertThat(conversation.service.outputs()).hasSize(2);
    }

    private void calls(String call, String tool) {
        var response = "resp_" + call;
        conversation.run(() -> {
            conversation.service.begins(response);
            conversation.service.calls(response, call, tool, "{\"day\":\"Monday\"}");
            conversation.service.ends(response);
        });
    }

    /** A turn of the caller, to which the service answers by itself. */
    private void says(String item, String words) {
        conversation.run(() -> {
            conversation.service.hears(item);
            conversation.service.hearsTheEnd(item);
            conversation.service.understands(item, words);
        });
        conversation.run(this::answers);
    }

    private void lasts(int millis) {
        for (int passed = 0; passed < millis; passed += 50) {
            conversation.passes(50);
            conversation.run(conversation.service::takesOutputs);
            var asked = conversation.service.requests().size();
            for (; requestsSeen < asked; requestsSeen++) {
                var _ = conversation.loop.after(Duration.ofMillis(200), this::answers);
            }
        }
    }

    private void answers() {
        responses++;
        var id = "r" + responses;
        conversation.service.answers("resp_" + id, "item_" + id, "So.", 500);
    }

    private String output() {
        return conversation.service.outputs().getLast().output();
    }
}
