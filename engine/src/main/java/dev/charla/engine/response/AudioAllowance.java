package dev.charla.engine.response;

import java.util.concurrent.Semaphore;

/**
 * How much audio may be made ahead of what the client has taken, in milliseconds. A client that
 * reads slowly pauses the voice instead of filling the memory. Any thread.
 */
public final class AudioAllowance {
    private final Semaphore free;
    private final int limitMs;

    public AudioAllowance(int limitMs) {
        this.limitMs = limitMs;
        this.free = new Semaphore(limitMs);
    }

    /** Whether so much more may be made at once; it is taken then. */
    public boolean tryTake(int ms) {
        return free.tryAcquire(Math.min(ms, limitMs));
    }

    /** Waits until so much more may be made. */
    public void take(int ms) throws InterruptedException {
        free.acquire(Math.min(ms, limitMs));
    }

    /** So much has reached the client, or is not wanted any more. */
    public void giveBack(int ms) {
        free.release(Math.min(ms, limitMs));
    }
}
