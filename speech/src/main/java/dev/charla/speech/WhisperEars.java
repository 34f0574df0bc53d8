package dev.charla.speech;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.charla.speech.natives.SegmentModel;
import dev.charla.speech.natives.Shared;
import java.util.ArrayDeque;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * As many transcriptions at once as the machine has use for: each takes all the cores it may, so
 * that more of them would only make each other late. Callers wait in the order they came in; there
 * are never more of them than the recogniser hears at once. Any thread.
 */
final class WhisperEars implements AutoCloseable {
    private final Shared<SegmentModel> model;
    private final Semaphore free;
    private final Object lock = new Object();

    /** At most as many as may work at once. */
    @GuardedBy("lock")
    private final ArrayDeque<SegmentModel.Ear> idle = new ArrayDeque<>();

    @GuardedBy("lock")
    private boolean closed;

    /**
     * @param model closed along with this
     */
    WhisperEars(Shared<SegmentModel> model, int atOnce) {
        this.model = model;
        this.free = new Semaphore(atOnce, true);
    }

    /**
     * Waits for its turn and for the words.
     *
     * @return empty when the thread was interrupted while it waited
     * @throws IllegalStateException after {@link #close}, or when the model failed
     */
    String transcribe(float[] samples, String language, String prompt) {
        try {
            free.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
        try {
            SegmentModel used = model.take();
            try {
                return hear(used, samples, language, prompt);
            } finally {
                model.giveBack();
            }
        } finally {
            free.release();
        }
    }

    private String hear(SegmentModel used, float[] samples, String language, String prompt) {
        SegmentModel.Ear ear = idle();
        if (ear == null) {
            ear = used.open();
        }
        boolean well = false;
        try {
            String words = ear.transcribe(samples, language, prompt);
            well = true;
            return words;
        } finally {
            putBack(ear, well);
        }
    }

    private SegmentModel.@Nullable Ear idle() {
        synchronized (lock) {
            return idle.poll();
        }
    }

    private void putBack(SegmentModel.Ear ear, boolean well) {
        synchronized (lock) {
            if (well && !closed) {
                idle.add(ear);
                return;
            }
        }
        ear.close();
    }

    /** A transcription in the making is finished first. Idempotent. */
    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
            while (!idle.isEmpty()) {
                idle.remove().close();
            }
        }
        model.close();
    }
}
