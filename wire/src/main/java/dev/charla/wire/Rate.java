package dev.charla.wire;

import dev.charla.loop.Ticker;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * So many in so much time for each key; they come back one by one. Keys that have all of theirs are
 * forgotten. Any thread; its own lock guards everything.
 */
public final class Rate {
    /** Looked through for forgettable keys when there are so many more than at the last time. */
    private static final int SWEEP_EVERY = 1_000;

    private final int most;
    private final long nanosEach;
    private final Ticker ticker;

    private final Map<String, Bucket> buckets = new HashMap<>();

    private int sweepAt = SWEEP_EVERY;

    private static final class Bucket {
        int left;
        long countedNanos;

        Bucket(int left, long countedNanos) {
            this.left = left;
            this.countedNanos = countedNanos;
        }
    }

    /** {@code most} at once, and as many in {@code time} later on. */
    public Rate(int most, Duration time, Ticker ticker) {
        this.most = most;
        this.nanosEach = time.toNanos() / most;
        this.ticker = ticker;
    }

    /** Takes one; false when there is none left. */
    public synchronized boolean take(String key) {
        Bucket bucket = bucket(key);
        if (bucket.left == 0) {
            return false;
        }
        bucket.left--;
        return true;
    }

    /** Gives one back that was taken. */
    public synchronized void giveBack(String key) {
        Bucket bucket = bucket(key);
        bucket.left = Math.min(most, bucket.left + 1);
    }

    /** Whether there is one left. */
    public synchronized boolean has(String key) {
        return bucket(key).left > 0;
    }

    /** How long it takes until one comes back. */
    public Duration eachTakes() {
        return Duration.ofNanos(nanosEach);
    }

    /** Keys that are remembered. */
    synchronized int size() {
        return buckets.size();
    }

    private Bucket bucket(String key) {
        long now = ticker.nanos();
        if (buckets.size() >= sweepAt) {
            buckets.values().removeIf(bucket -> refilled(bucket, now).left == most);
            sweepAt = buckets.size() + SWEEP_EVERY;
        }
        return refilled(buckets.computeIfAbsent(key, _ -> new Bucket(most, now)), now);
    }

    private Bucket refilled(Bucket bucket, long now) {
        long more = (now - bucket.countedNanos) / nanosEach;
        bucket.countedNanos += more * nanosEach;
        bucket.left = (int) Math.min(most, bucket.left + more);
        return bucket;
    }
}
