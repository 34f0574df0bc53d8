package dev.charla.conversation.state;

import java.util.List;

/**
 * The answer to an event.
 *
 * @param state the state from now on
 * @param effects what is to be done, in this order, once the state has been taken
 */
public record Step(ConversationState state, List<ConversationEffect> effects) {
    public Step {
        effects = List.copyOf(effects);
    }

    static Step to(ConversationState state, ConversationEffect... effects) {
        return new Step(state, List.of(effects));
    }
}
