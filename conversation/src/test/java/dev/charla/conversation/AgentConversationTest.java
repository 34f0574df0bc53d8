package dev.charla.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.charla.client.Addressee;
import dev.charla.client.CloseCause;
import dev.charla.client.ServiceTarget;
import dev.charla.conversation.options.Continuity;
import dev.charla.conversation.options.ConversationOptions;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An agent of Foundry, which keeps its conversation, and sessions that follow each other. */
class AgentConversationTest {
    private final ConversationRig conversation =
            new ConversationRig(
                    ConversationOptions.builder()
                            .continuity(
                                    Continuity.DEFAULTS.with(
                                            InstantSource.fixed(Instant.EPOCH), () -> 0.5))
                            .build(),
                    Addressee.agent("guide", "travel"));

    @BeforeEach
    void somethingWasSaid() {
        conversation.service.keeping("thread_1");
        conversation.start();
        conversation.run(conversation.service::ready);
        conversation.turn(1, "My name is Ana.", "Hello Ana.", 500);
        conversation.passes(1_000);
    }

    @Test
    void theNextSessionGoesOnWithTheConversationAndIsToldNothing() {
        comesBack();

        assertThat(conversation(0)).isNull();
        assertThat(conversation(1)).isEqualTo("thread_1");
        assertThat(conversation.service.legs.get(1).told()).isEmpty();
        conversation.turn(2, "What is it?", "Ana.", 500);
        conversation.passes(1_000);
        assertThat(conversation.page.shown())
                .containsExactly("My name is Ana.", "Hello Ana.", "What is it?", "Ana.");
    }

    @Test
    void whatWasNotAnsweredIsToldBecauseItMayNotHaveArrived() {
        conversation.run(() -> {
            conversation.service.hears("item_u2");
            conversation.service.hearsTheEnd("item_u2");
            conversation.service.understands("item_u2", "What is my name?");
        });

        comesBack();

        assertThat(conversation.service.legs.get(1).told())
                .containsExactly("user: What is my name?");
        assertThat(conversation.service.requests()).hasSize(1);
    }

    @Test
    void aServiceThatBeganAnotherConversationIsToldWhatWasSaid() {
        conversation.service.keeping("thread_2");

        comesBack();

        assertThat(conversation.service.legs.get(1).told())
                .containsExactly("user: My name is Ana.", "assistant: Hello Ana.");
    }

    @Test
    void aConversationThatIsRefusedIsFollowedByATranscript() {
        conversation.run(() -> conversation.service.breaks(CloseCause.LOST));
        conversation.passes(260);
        conversation.run(() -> conversation.service.breaks(CloseCause.REFUSED_REQUEST));
        conversation.service.keeping("thread_2");
        conversation.run(conversation.service::ready);

        assertThat(conversation(2)).isNull();
        assertThat(conversation.service.legs.get(2).told())
                .containsExactly("user: My name is Ana.", "assistant: Hello Ana.");
        assertThat(conversation.page.closes).isZero();
    }

    @Test
    void aConversationThatIsRefusedByAnErrorIsFollowedByATranscript() {
        conversation.run(() -> conversation.service.breaks(CloseCause.LOST));
        conversation.passes(260);
        conversation.run(() -> {
            conversation.service.open();
            conversation.service.complains("conversation_not_found", null, null);
        });
        assertThat(conversation.service.legs.get(1).over).isTrue();
        conversation.run(conversation.service::ready);

        assertThat(conversation(2)).isNull();
        assertThat(conversation.service.legs.get(2).told()).hasSize(2);
        assertThat(conversation.page.closes).isZero();
    }

    @Test
    void aRefusalThatHasNothingToDoWithItEndsTheConversation() {
        conversation.run(() -> conversation.service.breaks(CloseCause.LOST));
        conversation.passes(260);
        conversation.run(() -> conversation.service.breaks(CloseCause.REFUSED_TOKEN));

        assertThat(conversation.service.legs).hasSize(2);
        assertThat(conversation.page.closes).isEqualTo(1);
    }

    private void comesBack() {
        conversation.run(() -> conversation.service.breaks(CloseCause.LOST));
        conversation.passes(260);
        conversation.run(conversation.service::ready);
    }

    private @Nullable String conversation(int leg) {
        ServiceTarget target = conversation.service.legs.get(leg).target;
        return ((Addressee.Agent) target.addressee()).conversation();
    }
}
