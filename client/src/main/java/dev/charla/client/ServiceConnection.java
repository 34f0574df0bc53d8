package dev.charla.client;

import dev.charla.protocol.request.ClientEvent;
import java.nio.ByteBuffer;

/**
 * One connection to a Voice Live service, from {@link ServiceConnector#connect} to {@link
 * ServiceListener#closed}. It carries one session; a lost session needs a new connection.
 *
 * <p>Confined to the {@link dev.charla.loop.SessionLoop} it was opened for.
 */
public interface ServiceConnection {
    /**
     * Sends one event, behind everything sent before it, audio included. Control is never dropped:
     * when more than the {@linkplain ConnectionSnapshot#CONTROL_BOUND_BYTES bound} waits for a slow
     * service, the connection ends with {@link CloseCause#SLOW_PEER}.
     *
     * @return false when the connection is not open, or ends because the event did not fit
     */
    boolean send(ClientEvent event);

    /**
     * Sends microphone audio as {@code input_audio_buffer.append} of at most 200 ms each. At most
     * two seconds wait for a slow service; beyond that the oldest audio goes and is {@linkplain
     * #droppedAudioMs() counted}. Control events around it keep their place.
     *
     * @param pcm PCM16 little-endian mono at the rate of {@link ServiceTarget#inputRateHz()}, read
     *     from position to limit before this returns; the buffer belongs to the caller again then
     * @return false when the connection is not open
     */
    boolean sendAudio(ByteBuffer pcm);

    /** Microphone audio that a slow service made this connection drop, in milliseconds so far. */
    long droppedAudioMs();

    /**
     * Stops reading from the service until {@link #resumeReading()}: for a listener whose own peer
     * is slow. The service then feels it by TCP; what was read already still arrives. Sending goes
     * on, and no sign of life is asked for while paused. Without effect before the connection is
     * open. Idempotent.
     */
    void pauseReading();

    /** Takes back {@link #pauseReading()}. Idempotent. */
    void resumeReading();

    /** What operators want to see of this connection; no speech, no secrets. */
    ConnectionSnapshot snapshot();

    /**
     * Ends the connection: what waits is sent, then a close frame, and when the service does not
     * answer it within {@link ServiceTimeouts#close()} the socket is closed all the same. Before
     * {@link ServiceListener#opened} it cancels the attempt. {@link ServiceListener#closed} follows
     * in a later task of the loop, never from within this call. Idempotent: the first call counts.
     *
     * @param code WebSocket close code, 1000 when the conversation is over as meant
     * @param reason for the service's log; cut to 123 bytes of UTF-8 at a character's border
     * @throws IllegalArgumentException if a WebSocket endpoint may not send {@code code}
     */
    void close(int code, String reason);
}
