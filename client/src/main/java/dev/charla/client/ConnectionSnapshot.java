package dev.charla.client;

/**
 * State and counters of one connection at one moment.
 *
 * @param state where the connection is in its life
 * @param waitingBytes encoded bytes that wait in our queue for the service to read
 * @param waitingAudioMs microphone audio among them, in milliseconds
 * @param droppedAudioMs microphone audio dropped so far, in milliseconds
 * @param droppedAudioEpisodes how often dropping began
 * @param eventsSent events handed to the socket so far, audio included
 * @param eventsReceived events read so far, audio included
 * @param unreadableEvents events of a known type that could not be read and were passed over
 */
public record ConnectionSnapshot(
        State state,
        long waitingBytes,
        long waitingAudioMs,
        long droppedAudioMs,
        long droppedAudioEpisodes,
        long eventsSent,
        long eventsReceived,
        long unreadableEvents) {

    /**
     * Bound of encoded control events that wait for a slow service. It is large enough for a seeded
     * history or a few pictures; a service with more than this waiting has stopped reading.
     */
    public static final int CONTROL_BOUND_BYTES = 4 * 1024 * 1024;

    /** The life of a connection; each state is entered at most once, in this order. */
    public enum State {
        /** Resolving the name and fetching the credential. */
        PREPARING,
        /** TCP, TLS and the WebSocket upgrade. */
        CONNECTING,
        OPEN,
        /** Our close frame is on its way. */
        CLOSING,
        CLOSED
    }
}
