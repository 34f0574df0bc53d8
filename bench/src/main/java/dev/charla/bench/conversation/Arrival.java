package dev.charla.bench.conversation;

/** What came from Charla, in the order it came; {@code atNanos} is by the caller's ticker. */
sealed interface Arrival {
    /**
     * A binary message.
     *
     * @param response the number of the response
     * @param samples how many samples it brings
     */
    record Audio(long atNanos, long response, int samples) implements Arrival {}

    /** A text message. */
    record Said(long atNanos, FromCharla message) implements Arrival {}

    /**
     * The connection is over; nothing follows.
     *
     * @param failure what a conversation that is not over yet fails with
     */
    record Closed(ConversationFailure failure) implements Arrival {}
}
