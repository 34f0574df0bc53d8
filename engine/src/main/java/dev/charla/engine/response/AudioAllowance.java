package dev.charla.engine.response;

import java.util.concurrent.Semaphore;

/**
 * Limits how much audio is synthesised ahead of what the client has read, in milliseconds:
 * back-pressure, so that a slow client pauses the voice instead of filling the memory. Any thread.
 */
public final class AudioAllowance {
    private final Semaphore free;
    private final int limitMs;

    public AudioAllowance(int limitMs) {
        this.limitMs = limitMs;
        this.free = new Semaphore(limitMs);
    }

    /** Takes this much of the allowance if it is available now. */
    public boolean tryTake(int ms) {
        return free.tryAcquire(Math.min(ms, limitMs));
    }

    /** Takes this much of the allowance; waits until it is available. */
    public void take(int ms) throws InterruptedException {
        free.acquire(Math.min(ms, limitMs));
    }

    /** Returns this much: it has reached the client, or was cancelled. */
    public void giveBack(int ms) {
        free.release(Math.min(ms, limitMs));
    }
}
