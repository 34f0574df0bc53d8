package dev.charla.conversation.state;

import dev.charla.conversation.browser.CallerState;

/** All that is to be known of a conversation to say what an event means for it. */
public sealed interface ConversationState {
    /** Nothing has been started. */
    record Idle() implements ConversationState {}

    /** The service is being reached, or its settings are being agreed on. */
    record Connecting() implements ConversationState {}

    /**
     * The parties can talk.
     *
     * @param floor whose turn it is
     * @param generation what the service makes
     * @param sound what the page plays
     * @param answerWanted whether a response is to be requested once the present one has ended
     */
    record Live(Floor floor, Generation generation, Sound sound, boolean answerWanted)
            implements ConversationState {
        static Live fresh() {
            return fresh(new Sound.Silent(0));
        }

        static Live fresh(Sound sound) {
            return new Live(Floor.OPEN, new Generation.None(), sound, false);
        }

        Live with(Floor next) {
            return new Live(next, generation, sound, answerWanted);
        }

        Live with(Generation next) {
            return new Live(floor, next, sound, answerWanted);
        }

        Live with(Sound next) {
            return new Live(floor, generation, next, answerWanted);
        }

        Live wanting(boolean next) {
            return new Live(floor, generation, sound, next);
        }
    }

    /**
     * The service was lost and is being reached again.
     *
     * @param sound what the page still plays of what came before
     * @param answerOwed whether a response is to be requested as soon as the service is back
     */
    record Reconnecting(Sound sound, boolean answerOwed) implements ConversationState {}

    /** Over, as somebody wished. */
    record Ended() implements ConversationState {}

    /** Over, because something went wrong. */
    record Failed() implements ConversationState {}

    /** Whether nothing can happen any more. */
    default boolean over() {
        return this instanceof Ended || this instanceof Failed;
    }

    /** Whether the parties could talk before, so that it is worth trying to go on. */
    default boolean joined() {
        return this instanceof Live || this instanceof Reconnecting;
    }

    /** Whether nobody says anything, and nobody is going to. */
    default boolean quiet() {
        return settled() && this instanceof Live live && live.sound() instanceof Sound.Silent;
    }

    /** Whether nobody has the floor or is to get it, though the agent may still be heard. */
    default boolean settled() {
        return this instanceof Live live
                && live.floor() == Floor.OPEN
                && live.generation() instanceof Generation.None
                && !live.answerWanted();
    }

    /** Whether a response is on its way, or to be requested, that nobody has stopped. */
    default boolean answering() {
        return this instanceof Live live
                && (live.answerWanted()
                        || live.generation() instanceof Generation.Active
                        || live.generation().equals(new Generation.Asked(true)));
    }

    /** What a caller sees of it. */
    default CallerState shown() {
        return switch (this) {
            case Idle _ -> CallerState.IDLE;
            case Connecting _ -> CallerState.CONNECTING;
            case Live live -> shown(live);
            case Reconnecting _ -> CallerState.RECONNECTING;
            case Ended _ -> CallerState.ENDED;
            case Failed _ -> CallerState.FAILED;
        };
    }

    private static CallerState shown(Live live) {
        if (live.floor() == Floor.CALLER) {
            return CallerState.LISTENING;
        }
        if (live.sound() instanceof Sound.Playing) {
            return CallerState.SPEAKING;
        }
        return switch (live.floor()) {
            case CALLER, OVERLAP -> CallerState.LISTENING;
            case AWAITED -> CallerState.PROCESSING;
            case OPEN ->
                    switch (live.generation()) {
                        case Generation.Active _ -> CallerState.PROCESSING;
                        case Generation.Asked(var wanted) when wanted -> CallerState.PROCESSING;
                        case Generation.None _, Generation.Asked _, Generation.Ending _ ->
                                live.answerWanted() ? CallerState.PROCESSING : CallerState.READY;
                    };
        };
    }
}
