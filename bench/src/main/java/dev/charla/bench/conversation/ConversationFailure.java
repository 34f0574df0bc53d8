package dev.charla.bench.conversation;

import org.jspecify.annotations.Nullable;

/**
 * A conversation could not be held to its end. Conversations that failed alike have the same
 * message.
 */
public final class ConversationFailure extends Exception {
    private static final long serialVersionUID = 1;

    private ConversationFailure(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    static ConversationFailure unreachable(Throwable cause) {
        return new ConversationFailure("Charla could not be reached", cause);
    }

    static ConversationFailure refused(int status, String code) {
        return new ConversationFailure(
                "the conversation was refused: " + status + " " + code, null);
    }

    static ConversationFailure streamRefused(Throwable cause) {
        return new ConversationFailure("the stream was refused", cause);
    }

    static ConversationFailure closed(int code) {
        return new ConversationFailure("the stream was closed: " + code, null);
    }

    static ConversationFailure connectionLost(@Nullable Throwable cause) {
        return new ConversationFailure("the connection was lost", cause);
    }

    static ConversationFailure notUnderstood(@Nullable Throwable cause) {
        return new ConversationFailure(
                "Charla sent what docs/browser-leg.md does not allow", cause);
    }

    static ConversationFailure ended(String code) {
        return new ConversationFailure("Charla ended the conversation: " + code, null);
    }

    static ConversationFailure waitedInVainFor(String what) {
        return new ConversationFailure("waited in vain for " + what, null);
    }
}
