package dev.charla.conversation.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.charla.conversation.ConversationRig;
import dev.charla.conversation.browser.PageMessage;
import dev.charla.conversation.control.Ending;
import dev.charla.conversation.function.Conversation;
import dev.charla.conversation.options.ConversationOptions;
import dev.charla.conversation.tool.ScriptedTools;
import dev.charla.protocol.item.EventId;
import dev.charla.protocol.request.ResponseRequest;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What an agent's own code asks of its conversation, in virtual time. */
class OwnCodeTest {
    private static final String MONDAY = "{\"day\":\"Monday\"}";

    private final ScriptedTools tools = new ScriptedTools().with("free", "ten o'clock");
    private final ConversationRig conversation = begun();

    private ConversationRig begun() {
        var rig =
                new ConversationRig(
                        ConversationOptions.builder()
                                .functions(tools.tools())
                                .attributes(Map.of("tenant", "north"))
                                .build());
        tools.on(rig.loop);
        rig.start();
        rig.run(rig.service::ready);
        return rig;
    }

    @Test
    void itKnowsTheCallerTheAgentAndWhatIsRemembered() {
        var code = code();

        code.attributes().put("seats", 2);

        assertThat(code.caller()).isEqualTo("ana");
        assertThat(code.agent()).isEqualTo("default");
        assertThat(code.attributes()).containsEntry("tenant", "north").containsEntry("seats", 2);
        assertThat(code().attributes()).containsEntry("seats", 2);
    }

    @Test
    void wordsAreSaidOnceNobodySpeaks() {
        var code = code();
        conversation.run(
                () -> conversation.service.answers("resp_2", "item_a2", "At ten o'clock.", 800));
        code.say("And we close at noon.");
        conversation.passes(300);
        assertThat(conversation.service.saidWordForWord()).isEmpty();

        conversation.passes(1_000);

        assertThat(conversation.service.saidWordForWord()).containsExactly("And we close at noon.");
    }

    @Test
    void ofWordsThatWaitTheLastFewAreSaid() {
        var code = code();
        conversation.run(
                () -> conversation.service.answers("resp_2", "item_a2", "At ten o'clock.", 800));
        for (int i = 1; i <= 6; i++) {
            code.say("Word " + i + ".");
        }
        conversation.passes(1_000);
        for (int i = 3; i <= 8; i++) {
            var response = "resp_" + i;
            conversation.run(
                    () -> conversation.service.answers(response, "item_" + response, "Word.", 200));
            conversation.passes(400);
        }

        assertThat(conversation.service.saidWordForWord())
                .containsExactly("Word 3.", "Word 4.", "Word 5.", "Word 6.");
    }

    @Test
    void theNewsOfAToolIsDroppedOnceNoneIsAtWork() {
        var code = code();
        answered("resp_2");

        code.progress("Monday is full.");
        conversation.passes(1_000);

        assertThat(conversation.service.saidWordForWord()).isEmpty();
    }

    @Test
    void anEndComesBehindTheLastWords() {
        var code = code();
        answered("resp_2");

        code.end("Goodbye.");
        conversation.passes(100);
        assertThat(conversation.service.saidWordForWord()).containsExactly("Goodbye.");
        conversation.run(
                () -> conversation.service.answers("resp_3", "item_a3", "Goodbye.", 1_000));
        conversation.passes(800);
        assertThat(conversation.over).isZero();

        conversation.passes(400);

        assertThat(ended()).isEqualTo("agent_ended");
    }

    @Test
    void anEndAskedForInAToolComesInPlaceOfAnAnswerToItsResult() {
        var code = code();

        code.end("Goodbye.");
        conversation.passes(200);

        assertThat(conversation.service.saidWordForWord()).as("while the answer is due").isEmpty();
        conversation.run(
                () -> conversation.service.answers("resp_2", "item_a2", "At ten o'clock.", 200));
        conversation.passes(400);
        assertThat(conversation.service.saidWordForWord()).containsExactly("Goodbye.");
        assertThat(conversation.service.requests()).hasSize(2);
    }

    @Test
    void aCallerWhoInterruptsTheLastWordsHasHeardEnough() {
        var code = code();
        answered("resp_2");
        code.end("Goodbye, and thank you.");
        conversation.passes(100);
        conversation.run(
                () -> conversation.service.answers("resp_3", "item_a3", "Goodbye, and", 2_000));
        conversation.passes(500);

        conversation.run(() -> conversation.service.hears("item_u1"));

        assertThat(ended()).isEqualTo("agent_ended");
    }

    @Test
    void aCallerWhoSpeaksBeforeTheLastWordsIsAnsweredFirst() {
        var code = code();
        answered("resp_2");
        code.end("Goodbye.");
        conversation.run(() -> {
            conversation.service.hears("item_u1");
            conversation.service.hearsTheEnd("item_u1");
            conversation.service.answers("resp_3", "item_a3", "One more thing, then.", 300);
        });
        assertThat(conversation.over).isZero();
        conversation.passes(600);
        assertThat(conversation.service.saidWordForWord().getLast()).isEqualTo("Goodbye.");

        conversation.run(() -> conversation.service.answers("resp_4", "item_a4", "Goodbye.", 300));
        conversation.passes(600);

        assertThat(ended()).isEqualTo("agent_ended");
    }

    @Test
    void anEndWithoutWordsComesOnceNobodySpeaks() {
        var code = code();
        conversation.run(() -> conversation.service.answers("resp_2", "item_a2", "Noon.", 500));

        code.end(" ");
        conversation.passes(300);
        assertThat(conversation.over).isZero();
        conversation.passes(400);

        assertThat(ended()).isEqualTo("agent_ended");
    }

    @Test
    void anEndComesThoughTheServiceRefusesTheLastWords() {
        var code = code();
        answered("resp_2");
        code.end("Goodbye.");
        conversation.passes(100);

        for (int i = 0; i < 3; i++) {
            conversation.run(this::refuseLastRequest);
        }

        assertThat(ended()).isEqualTo("agent_ended");
    }

    @Test
    void anEndComesAfterAMinuteThoughNobodyFallsSilent() {
        var code = code();
        answered("resp_2");
        conversation.run(() -> conversation.service.hears("item_u1"));
        code.end("Goodbye.");
        conversation.passes(59_000);
        assertThat(conversation.over).isZero();

        conversation.passes(2_000);

        assertThat(ended()).isEqualTo("agent_ended");
    }

    @Test
    void nothingThatIsAskedForAfterTheEndHasAnEffect() {
        var code = code();
        conversation.run(() -> conversation.conversation.end(Ending.STOPPED));
        int sent = conversation.service.sent.size();

        code.say("Hello?");
        code.progress("Hello?");
        code.end("Goodbye.");
        conversation.passes(2_000);

        assertThat(conversation.service.sent).hasSize(sent);
        assertThat(conversation.over).isEqualTo(1);
    }

    @Test
    void nobodyIsHandedToTheAgentThatSpeaks() {
        assertThatThrownBy(() -> code().handOff("default"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The caller talks with the agent 'default' already. Answer them.");
        assertThatThrownBy(() -> code().handOff(String.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("There is no other agent.");
    }

    @Test
    void anEndlessRowOfRequestsIsBounded() {
        var code = code();
        answered("resp_2");
        tools.takes = Duration.ofSeconds(20);

        conversation.run(() -> {
            for (int i = 0; i < 100_000; i++) {
                code.say("Again " + i + ".");
            }
        });
        conversation.run(() -> conversation.service.answers("resp_3", "item_a3", "Again 0.", 200));
        conversation.passes(400);

        assertThat(conversation.service.saidWordForWord()).containsExactly("Again 0.", "Again 60.");
    }

    private Conversation code() {
        conversation.run(() -> {
            conversation.service.begins("resp_1" + tools.calls.size());
            conversation.service.calls(
                    "resp_1" + tools.calls.size(), "call_" + tools.calls.size(), "free", MONDAY);
            conversation.service.ends("resp_1" + tools.calls.size());
        });
        conversation.passes(10);
        return tools.calls.getLast().conversation();
    }

    private void answered(String response) {
        conversation.run(() -> {
            conversation.service.takesOutputs();
            conversation.service.answers(response, "item_" + response, "At ten.", 200);
        });
        conversation.passes(400);
    }

    private void refuseLastRequest() {
        var last = conversation.service.all(ResponseRequest.Create.class).getLast();
        EventId id = Objects.requireNonNull(last.eventId());
        conversation.service.complains("server_error", null, id);
    }

    private String ended() {
        assertThat(conversation.over).isEqualTo(1);
        return ((PageMessage.Ended) conversation.page.messages.getLast()).code();
    }
}
