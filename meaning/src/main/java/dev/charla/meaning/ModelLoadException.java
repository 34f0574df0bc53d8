package dev.charla.meaning;

/** The sentence model, or the native library that runs it, cannot be loaded on this machine. */
public final class ModelLoadException extends Exception {
    private static final long serialVersionUID = 1;

    ModelLoadException(String message, Throwable cause) {
        super(message, cause);
    }
}
