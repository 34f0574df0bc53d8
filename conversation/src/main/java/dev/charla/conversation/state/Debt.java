package dev.charla.conversation.state;

/** What becomes of the answer that the caller waits for when the service is lost. */
public enum Debt {
    /** Nothing that was said lacks an answer; what was requested and has not begun still does. */
    NONE,

    /** The caller said something of whose answer nothing came: it is requested again. */
    OWED,

    /** The service was lost over this answer before: it is not requested any more. */
    GIVEN_UP
}
