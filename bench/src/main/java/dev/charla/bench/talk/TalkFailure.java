package dev.charla.bench.talk;

import org.jspecify.annotations.Nullable;

/** A talk could not be held to its end. Talks that failed alike have the same message. */
public final class TalkFailure extends Exception {
    private static final long serialVersionUID = 1;

    private TalkFailure(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    static TalkFailure unreachable(Throwable cause) {
        return new TalkFailure("Charla could not be reached", cause);
    }

    static TalkFailure refused(int status, String code) {
        return new TalkFailure("the talk was refused: " + status + " " + code, null);
    }

    static TalkFailure streamRefused(Throwable cause) {
        return new TalkFailure("the stream was refused", cause);
    }

    static TalkFailure closed(int code) {
        return new TalkFailure("the stream was closed: " + code, null);
    }

    static TalkFailure connectionLost(@Nullable Throwable cause) {
        return new TalkFailure("the connection was lost", cause);
    }

    static TalkFailure notUnderstood(@Nullable Throwable cause) {
        return new TalkFailure("Charla sent what docs/browser-leg.md does not allow", cause);
    }

    static TalkFailure ended(String code) {
        return new TalkFailure("Charla ended the talk: " + code, null);
    }

    static TalkFailure waitedInVainFor(String what) {
        return new TalkFailure("waited in vain for " + what, null);
    }
}
