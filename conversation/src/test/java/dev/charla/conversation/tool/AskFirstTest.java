package dev.charla.conversation.tool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.charla.conversation.ConversationRig;
import dev.charla.conversation.browser.CallerMessage;
import dev.charla.conversation.function.ToolManner;
import dev.charla.conversation.options.ConversationOptions;
import org.junit.jupiter.api.Test;

/** A tool that the caller is asked about aloud, in virtual time. */
class AskFirstTest {
    private static final String QUESTION = "Shall I order it?";

    private final ScriptedTools tools =
            new ScriptedTools()
                    .with("order", ToolManner.DEFAULT.askingFirst(QUESTION), "ordered")
                    .with("pay", ToolManner.DEFAULT.askingFirst("Shall I pay?"), "paid");
    private final ConversationRig conversation = begun();
    private final AnsweringService service = new AnsweringService(conversation);

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
        service.lasts(2_000);
        assertThat(conversation.service.saidWordForWord()).containsExactly(QUESTION);
        assertThat(tools.runs).isEmpty();

        service.hears("item_u2", "Yes, please.");
        service.lasts(100);

        assertThat(tools.runs).hasSize(1);
        assertThat(output()).isEqualTo("ordered");
    }

    @Test
    void aNoIsToldTheAgent() {
        calls("call_1", "order");
        service.lasts(2_000);

        service.hears("item_u2", "No, thanks.");
        service.lasts(100);

        assertThat(tools.runs).isEmpty();
        assertThat(output()).isEqualTo("The caller did not allow it.");
    }

    @Test
    void theAnswerMayBeTypedOrGivenOnTheCard() {
        calls("call_1", "order");
        service.lasts(2_000);
        conversation.types("yes");
        service.lasts(2_000);
        calls("call_2", "pay");
        service.lasts(2_000);
        conversation.page(new CallerMessage.Approval("call_2", true));
        service.lasts(2_000);

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
        service.lasts(2_000);

        conversation.run(() -> conversation.service.understands("item_u1", "Yes, order it."));
        service.lasts(1_000);

        assertThat(tools.runs).isEmpty();
    }

    @Test
    void whatDecidesNothingLeavesTheQuestionOpen() {
        calls("call_1", "order");
        service.lasts(2_000);
        service.hears("item_u2", "What does it cost?");
        service.lasts(2_000);
        assertThat(tools.runs).isEmpty();

        service.hears("item_u3", "Okay.");
        service.lasts(100);

        assertThat(tools.runs).hasSize(1);
    }

    @Test
    void silenceIsAskedAgainOnceAndThenMeansNo() {
        calls("call_1", "order");

        service.lasts(59_000);
        assertThat(conversation.service.saidWordForWord()).containsExactly(QUESTION, QUESTION);

        service.lasts(3_000);
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
        service.lasts(3_000);
        assertThat(conversation.service.saidWordForWord()).containsExactly(QUESTION);

        service.hears("item_u2", "Yes.");
        service.lasts(3_000);

        assertThat(tools.runs).hasSize(1);
        assertThat(conversation.service.saidWordForWord())
                .containsExactly(QUESTION, "Shall I pay?");
        service.hears("item_u3", "No.");
        service.lasts(1_000);
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

    private String output() {
        return conversation.service.outputs().getLast().output();
    }
}
