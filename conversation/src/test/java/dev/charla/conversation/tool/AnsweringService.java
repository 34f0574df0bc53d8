package dev.charla.conversation.tool;

import dev.charla.conversation.ConversationRig;
import java.time.Duration;

/** Has the service of a conversation answer what it hears and what it is asked for. */
final class AnsweringService {
    private static final int STEP_MS = 50;
    private static final Duration THINKS = Duration.ofMillis(200);

    private final ConversationRig conversation;
    private int requestsSeen;
    private int responses;

    AnsweringService(ConversationRig conversation) {
        this.conversation = conversation;
    }

    /** A turn of the caller, to which the service answers by itself. */
    void hears(String item, String words) {
        conversation.run(() -> {
            conversation.service.hears(item);
            conversation.service.hearsTheEnd(item);
            conversation.service.understands(item, words);
        });
        conversation.run(this::answers);
    }

    /** So much time passes, and the service answers what it is asked for meanwhile. */
    void lasts(int millis) {
        for (int passed = 0; passed < millis; passed += STEP_MS) {
            conversation.passes(STEP_MS);
            conversation.run(conversation.service::takesOutputs);
            var asked = conversation.service.requests().size();
            for (; requestsSeen < asked; requestsSeen++) {
                var _ = conversation.loop.after(THINKS, this::answers);
            }
        }
    }

    private void answers() {
        responses++;
        var id = "r" + responses;
        conversation.service.answers("resp_" + id, "item_" + id, "So.", 500);
    }
}
