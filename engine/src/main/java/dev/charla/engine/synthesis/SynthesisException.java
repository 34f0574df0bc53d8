package dev.charla.engine.synthesis;

import org.jspecify.annotations.Nullable;

/** A voice could not speak a sentence. The message names no part of the text. */
public final class SynthesisException extends Exception {
    private static final long serialVersionUID = 1;

    public SynthesisException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
