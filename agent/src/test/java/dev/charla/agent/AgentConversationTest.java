package dev.charla.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.charla.client.Addressee;
import dev.charla.client.CloseCause;
import dev.charla.client.ServiceTarget;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An agent of Foundry, which keeps its conversation, and sessions that follow each other. */
class AgentConversationTest {
    private final Talk talk =
            new Talk(
                    ConversationOptions.builder()
                            .continuity(
                                    Continuity.DEFAULTS.with(
                                            InstantSource.fixed(Instant.EPOCH), () -> 0.5))
                            .build(),
                    Addressee.agent("guide", "travel"));

    @BeforeEach
    void somethingWasSaid() {
        talk.service.keeping("thread_1");
        talk.start();
        talk.run(talk.service::ready);
        talk.turn(1, "My name is Ana.", "Hello Ana.", 500);
        talk.passes(1_000);
    }

    @Test
    void theNextSessionGoesOnWithTheConversationAndIsToldNothing() {
        comesBack();

        assertThat(conversation(0)).isNull();
        assertThat(conversation(1)).isEqualTo("thread_1");
        assertThat(talk.service.legs.get(1).told()).isEmpty();
        talk.turn(2, "What is it?", "Ana.", 500);
        talk.passes(1_000);
        assertThat(talk.page.shown())
                .containsExactly("My name is Ana.", "Hello Ana.", "What is it?", "Ana.");
    }

    @Test
    void whatWasNotAnsweredIsToldBecauseItMayNotHaveArrived() {
        talk.run(() -> {
            talk.service.hears("item_u2");
            talk.service.hearsTheEnd("item_u2");
            talk.service.understands("item_u2", "What is my name?");
        });

        comesBack();

        assertThat(talk.service.legs.get(1).told()).containsExactly("user: What is my name?");
        assertThat(talk.service.requests()).hasSize(1);
    }

    @Test
    void aServiceThatBeganAnotherConversationIsToldWhatWasSaid() {
        talk.service.keeping("thread_2");

        comesBack();

        assertThat(talk.service.legs.get(1).told())
                .containsExactly("user: My name is Ana.", "assistant: Hello Ana.");
    }

    @Test
    void aConversationThatIsRefusedIsFollowedByATranscript() {
        talk.run(() -> talk.service.breaks(CloseCause.LOST));
        talk.passes(260);
        talk.run(() -> talk.service.breaks(CloseCause.REFUSED_REQUEST));
        talk.service.keeping("thread_2");
        talk.run(talk.service::ready);

        assertThat(conversation(2)).isNull();
        assertThat(talk.service.legs.get(2).told())
                .containsExactly("user: My name is Ana.", "assistant: Hello Ana.");
        assertThat(talk.page.closes).isZero();
    }

    @Test
    void aConversationThatIsRefusedByAnErrorIsFollowedByATranscript() {
        talk.run(() -> talk.service.breaks(CloseCause.LOST));
        talk.passes(260);
        talk.run(() -> {
            talk.service.open();
            talk.service.complains("conversation_not_found", null, null);
        });
        assertThat(talk.service.legs.get(1).over).isTrue();
        talk.run(talk.service::ready);

        assertThat(conversation(2)).isNull();
        assertThat(talk.service.legs.get(2).told()).hasSize(2);
        assertThat(talk.page.closes).isZero();
    }

    @Test
    void aRefusalThatHasNothingToDoWithItEndsTheTalk() {
        talk.run(() -> talk.service.breaks(CloseCause.LOST));
        talk.passes(260);
        talk.run(() -> talk.service.breaks(CloseCause.REFUSED_TOKEN));

        assertThat(talk.service.legs).hasSize(2);
        assertThat(talk.page.closes).isEqualTo(1);
    }

    private void comesBack() {
        talk.run(() -> talk.service.breaks(CloseCause.LOST));
        talk.passes(260);
        talk.run(talk.service::ready);
    }

    private @Nullable String conversation(int leg) {
        ServiceTarget target = talk.service.legs.get(leg).target;
        return ((Addressee.Agent) target.addressee()).conversation();
    }
}
