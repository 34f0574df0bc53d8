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
     * Sends one event, after everything sent before it, audio included. Control events are never
     * dropped: when more than the {@linkplain ConnectionSnapshot#CONTROL_BOUND_BYTES bound} waits
     * for a slow service, the connection ends with {@link CloseCause#SLOW_PEER}.
     *
     * @return false when the connection is not open, or ends because the event did not fit
     */
    boolean send(ClientEvent event);

    /**
     * Sends microphone audio as {@code input_audio_buffer.append} of at most 200 ms each. At most
     * two seconds wait for a slow service; beyond that the oldest audio is dropped and {@linkplain
     * #droppedAudioMs() counted}. Control events keep their position in the queue.
     *
     * @param pcm PCM16 little-endian mono at the rate of {@link ServiceTarget#inputRateHz()}, read
     *     from position to limit before this returns; the caller keeps the buffer
     * @return false when the connection is not open
     */
    boolean sendAudio(ByteBuffer pcm);

    /** Microphone audio dropped so far because the service was slow, in milliseconds. */
    long droppedAudioMs();

    /**
     * Stops reading from the service until {@link #resumeReading()}: back-pressure for a listener
     * whose own peer is slow. TCP then slows the service down. Data that was already read still
     * arrives, and sending continues. While paused, the keep-alive does not check the service. No
     * effect before the connection is open. Idempotent.
     */
    void pauseReading();

    /** Ends {@link #pauseReading()}. Idempotent. */
    void resumeReading();

    /** State for operators; no speech, no secrets. */
    ConnectionSnapshot snapshot();

    /**
     * Ends the connection: sends the waiting data, then a close frame. If the service does not
     * answer the close frame within {@link ServiceTimeouts#close()}, the socket is closed anyway.
     * Before {@link ServiceListener#opened} this cancels the attempt. {@link
     * ServiceListener#closed} follows in a later task of the loop, never within this call.
     * Idempotent: the first call counts.
     *
     * @param code WebSocket close code, 1000 for a normal end
     * @param reason for the service's log; cut to 123 bytes of UTF-8 at a character's border
     * @throws IllegalArgumentException if a WebSocket endpoint may not send {@code code}
     */
    void close(int code, String reason);
}
