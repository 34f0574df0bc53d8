package dev.charla.speech;

import org.jspecify.annotations.Nullable;

/** A speech model or its library is not there, or is of no use. The message says what to do. */
public final class ModelMissingException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public ModelMissingException(String message) {
        this(message, null);
    }

    public ModelMissingException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
