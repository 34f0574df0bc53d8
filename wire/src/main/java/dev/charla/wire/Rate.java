package dev.charla.wire;

import dev.charla.loop.Ticker;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * A rate limit per key, with permits that return one by one. Keys with all their permits are
 * forgotten. Any thread; an internal lock guards everything.
 */
public final class Rate {
    /** Forgettable keys are searched when the map has grown by this many since the last search. */
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

    /** Allows a burst of {@code most}, and as many per {@code time} in the long run. */
    public Rate(int most, Duration time, Ticker ticker) {
        this.most = most;
        this.nanosEach = time.toNanos() / most;
        this.ticker = ticker;
    }

    /** Takes a permit; false when none is left. */
    public synchronized boolean take(String key) {
        Bucket bucket = bucket(key);
        if (bucket.left == 0) {
            return false;
        }
        bucket.left--;
        return true;
    }

    /** Returns a permit. */
    public synchronized void giveBack(String key) {
        Bucket bucket = bucket(key);
        bucket.left = Math.min(most, bucket.left + 1);
    }

    /** Whether a permit is left. */
    public synchronized boolean has(String key) {
        return bucket(key).left > 0;
    }

    /** Time until the next permit returns. */
    public Duration eachTakes() {
        return Duration.ofNanos(nanosEach);
    }

    /** Number of remembered keys. */
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
