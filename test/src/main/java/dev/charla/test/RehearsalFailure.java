package dev.charla.test;

/**
 * An expectation that a conversation did not meet. Its message says what was expected, then tells
 * the conversation as a time line, and where its sound is kept.
 */
public final class RehearsalFailure extends AssertionError {
    private static final long serialVersionUID = 1;

    RehearsalFailure(String message) {
        super(message);
    }
}
