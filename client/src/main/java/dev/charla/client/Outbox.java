package dev.charla.client;

import io.netty.buffer.ByteBuf;
import java.util.ArrayDeque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Queue of events for a slow service, in sending order. Audio is bounded by its playing time, and a
 * full queue drops the oldest audio. Control events are bounded in bytes, and a full queue refuses
 * new ones. Confined to the session loop.
 */
final class Outbox {
    private final ArrayDeque<Message> waiting = new ArrayDeque<>();
    private final int audioBoundBytes;
    private final int controlBoundBytes;
    private int waitingAudioBytes;
    private int waitingControlBytes;
    private long waitingBytes;
    private long droppedAudioBytes;
    private long episodes;
    private boolean dropping;

    /**
     * Creates an empty queue.
     *
     * @param audioBoundBytes bound of waiting PCM bytes
     * @param controlBoundBytes bound of waiting encoded bytes of control events
     */
    Outbox(int audioBoundBytes, int controlBoundBytes) {
        this.audioBoundBytes = audioBoundBytes;
        this.controlBoundBytes = controlBoundBytes;
    }

    /**
     * Takes ownership of a control event, or releases it and returns false when it does not fit.
     */
    boolean addControl(ByteBuf encoded) {
        int size = encoded.readableBytes();
        if (waitingControlBytes + size > controlBoundBytes) {
            encoded.release();
            return false;
        }
        waitingControlBytes += size;
        waitingBytes += size;
        waiting.add(new Message(encoded, 0));
        return true;
    }

    /**
     * Takes ownership of an audio event, which must not exceed the bound, and drops the oldest
     * audio until it fits.
     *
     * @param pcmBytes its audio bytes before encoding
     * @return whether this began a new episode of dropping
     */
    boolean addAudio(ByteBuf encoded, int pcmBytes) {
        boolean begins = false;
        while (waitingAudioBytes > 0 && waitingAudioBytes + pcmBytes > audioBoundBytes) {
            dropOldestAudio();
            begins |= !dropping;
            dropping = true;
        }
        waitingAudioBytes += pcmBytes;
        waitingBytes += encoded.readableBytes();
        waiting.add(new Message(encoded, pcmBytes));
        episodes += begins ? 1 : 0;
        return begins;
    }

    /** The next event to write, owned by the caller; null when the queue is empty. */
    @Nullable ByteBuf poll() {
        var message = waiting.poll();
        if (message == null) {
            return null;
        }
        leave(message);
        dropping &= !waiting.isEmpty();
        return message.encoded();
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Releases all waiting events. */
    void clear() {
        for (var next = poll(); next != null; next = poll()) {
            next.release();
        }
    }

    /** Passes all waiting events to {@code sink}, in order. */
    void drainTo(Consumer<ByteBuf> sink) {
        for (var next = poll(); next != null; next = poll()) {
            sink.accept(next);
        }
    }

    long waitingBytes() {
        return waitingBytes;
    }

    int waitingAudioBytes() {
        return waitingAudioBytes;
    }

    long droppedAudioBytes() {
        return droppedAudioBytes;
    }

    long episodes() {
        return episodes;
    }

    private void dropOldestAudio() {
        for (var messages = waiting.iterator(); messages.hasNext(); ) {
            var message = messages.next();
            if (message.pcmBytes() > 0) {
                messages.remove();
                leave(message);
                droppedAudioBytes += message.pcmBytes();
                message.encoded().release();
                return;
            }
        }
    }

    private void leave(Message message) {
        int size = message.encoded().readableBytes();
        waitingBytes -= size;
        waitingAudioBytes -= message.pcmBytes();
        waitingControlBytes -= message.pcmBytes() == 0 ? size : 0;
    }

    /** One encoded event; {@code pcmBytes} is zero for control. */
    private record Message(ByteBuf encoded, int pcmBytes) {}
}
