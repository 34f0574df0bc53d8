package dev.charla.speech.natives;

import com.google.errorprone.annotations.concurrent.GuardedBy;

/**
 * Something native that several use, and that must not be freed under them: it is closed once, when
 * its owner has closed it and the last user has given it back. Any thread.
 */
public final class Shared<T extends AutoCloseable> implements AutoCloseable {
    private final T thing;
    private final Object lock = new Object();

    @GuardedBy("lock")
    private int users;

    @GuardedBy("lock")
    private boolean closed;

    public Shared(T thing) {
        this.thing = thing;
    }

    /**
     * To be given back once, with {@link #giveBack}.
     *
     * @throws IllegalStateException after {@link #close}
     */
    public T take() {
        synchronized (lock) {
            if (closed) {
                throw new IllegalStateException("the model is closed");
            }
            users++;
            return thing;
        }
    }

    /** One user less. */
    public void giveBack() {
        boolean last;
        synchronized (lock) {
            if (users == 0) {
                throw new IllegalStateException("given back more often than taken");
            }
            users--;
            last = closed && users == 0;
        }
        if (last) {
            free();
        }
    }

    /** Nobody else may take it. Idempotent. */
    @Override
    public void close() {
        boolean unused;
        synchronized (lock) {
            unused = !closed && users == 0;
            closed = true;
        }
        if (unused) {
            free();
        }
    }

    private void free() {
        try {
            thing.close();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("the model could not be freed", e);
        }
    }
}
