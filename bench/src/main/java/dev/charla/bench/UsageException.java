package dev.charla.bench;

/** The command line cannot be followed; the message is a sentence that says what to write. */
public final class UsageException extends Exception {
    private static final long serialVersionUID = 1;

    public UsageException(String message) {
        super(message);
    }
}
