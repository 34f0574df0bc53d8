package dev.charla.engine.recognition;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import org.jspecify.annotations.Nullable;

/** An utterance on its way through one decoder. Any thread; the decoder's thread reports. */
final class DecodedUtterance implements Recognizer.Utterance {
    /** One minute; later speech of the utterance is ignored. */
    static final int MAX_SAMPLES = 60 * Recognizer.SAMPLE_RATE_HZ;

    private enum State {
        OPEN,
        FINISHED,
        OVER
    }

    private final AudioQueue audio = new AudioQueue();
    private final Recognizer.Listener listener;
    private final DecoderThread decoder;
    private final Expected expected;
    private final Object lock = new Object();

    @GuardedBy("lock")
    private State state = State.OPEN;

    @GuardedBy("lock")
    private int samples;

    @GuardedBy("lock")
    private @Nullable String failure;

    DecodedUtterance(Recognizer.Listener listener, DecoderThread decoder, Expected expected) {
        this.listener = listener;
        this.decoder = decoder;
        this.expected = expected;
    }

    @Override
    public void audio(short[] chunk, int offset, int length) {
        synchronized (lock) {
            int heard = Math.min(length, MAX_SAMPLES - samples);
            if (state == State.OPEN && heard > 0) {
                samples += heard;
                if (!audio.add(chunk, offset, heard)) {
                    giveUp("Speech recognition could not keep up.");
                }
            }
        }
    }

    @Override
    public void finish() {
        synchronized (lock) {
            if (state == State.OPEN) {
                state = State.FINISHED;
                audio.end();
            }
        }
    }

    @Override
    public void cancel() {
        synchronized (lock) {
            if (end()) {
                audio.endNow();
            }
        }
    }

    /** Makes the decoder's thread report a failure as soon as possible. */
    void giveUp(String reason) {
        synchronized (lock) {
            if (failure == null) {
                failure = reason;
            }
            state = state == State.OPEN ? State.FINISHED : state;
            audio.endNow();
        }
    }

    /** Called by the decoder's thread, as are the two below, one at a time. */
    void partial(String words) {
        boolean wanted;
        synchronized (lock) {
            wanted = state != State.OVER && failure == null;
        }
        if (wanted) {
            listener.partial(words);
        }
    }

    void done(Hypothesis hypothesis) {
        String reason;
        synchronized (lock) {
            if (!end()) {
                return;
            }
            reason = failure;
        }
        if (reason == null) {
            listener.done(hypothesis);
        } else {
            listener.failed(reason);
        }
    }

    boolean isOver() {
        synchronized (lock) {
            return state == State.OVER;
        }
    }

    Expected expected() {
        return expected;
    }

    AudioQueue queue() {
        return audio;
    }

    /** From here on the decoder may take another utterance. */
    @GuardedBy("lock")
    private boolean end() {
        if (state == State.OVER) {
            return false;
        }
        state = State.OVER;
        decoder.release(this);
        return true;
    }
}
