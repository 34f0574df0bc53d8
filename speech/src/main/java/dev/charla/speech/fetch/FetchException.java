package dev.charla.speech.fetch;

import org.jspecify.annotations.Nullable;

/** Something could not be fetched. The message says what, why, and what to do. */
public final class FetchException extends Exception {
    private static final long serialVersionUID = 1;

    FetchException(String message) {
        this(message, null);
    }

    FetchException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
