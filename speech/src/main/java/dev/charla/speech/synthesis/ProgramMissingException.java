package dev.charla.speech.synthesis;

/** A speech program or its voice is not there. The message says how to get it. */
public final class ProgramMissingException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public ProgramMissingException(String message) {
        super(message);
    }
}
