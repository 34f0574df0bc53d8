package dev.charla.bench.relay;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * How fast the processor is on which a relay is measured, while it is measured. Processors of
 * rented machines are often halves of a core whose other half is somebody else's: what the two do
 * slows both, and no accounting shows it. So a fixed piece of work is done there ten times a
 * second, and the processor time that it takes is compared with the least it ever took. What the
 * relay itself leaves in the caches is part of it.
 *
 * <p>It needs less than a thousandth of the processor. Any thread may ask.
 */
final class Yardstick implements AutoCloseable {
    private static final Duration EVERY = Duration.ofMillis(100);

    /** A frame of 40 ms of audio. With what is made of it, it fits the nearest cache. */
    private static final int WORK_BYTES = 1_920;

    /** Timed together, after one that brings everything back into that cache. */
    private static final int PIECES = 20;

    private static final int WARM_UP_PIECES = 200_000;

    /** A machine that stood still says nothing about who else is on it. */
    private static final double MOST_TIMES = 4;

    private static final byte[] DIGITS = digits();

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final byte[] from = new byte[WORK_BYTES];
    private final byte[] to = new byte[WORK_BYTES / 3 * 4];
    private final Times times = new Times();
    private final Thread thread;

    /** Where the work is to be done. */
    @FunctionalInterface
    interface Place {
        /** Moves the calling thread there. */
        void take() throws IOException, InterruptedException;
    }

    Yardstick(Place place) {
        thread = Thread.ofPlatform().daemon().name("yardstick").start(() -> run(place));
    }

    /** Forgets all but the least time. */
    void begin() {
        times.begin();
    }

    /** How many times the least time the work took since {@link #begin}; NaN when unknown. */
    double slowdown() {
        return times.slowdown();
    }

    private void run(Place place) {
        for (int piece = 0; piece < WARM_UP_PIECES; piece++) {
            encode();
        }
        try {
            place.take();
            while (!Thread.currentThread().isInterrupted()) {
                encode();
                long began = threads.getCurrentThreadCpuTime();
                for (int piece = 0; piece < PIECES; piece++) {
                    encode();
                }
                times.add(threads.getCurrentThreadCpuTime() - began);
                TimeUnit.NANOSECONDS.sleep(EVERY.toNanos());
            }
        } catch (IOException _) {
            // it cannot be there, so nothing is known
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Base64 by a table: work for all of a core's units, none of which waits for memory. */
    private void encode() {
        int at = 0;
        for (int i = 0; i < WORK_BYTES; i += 3) {
            int three = (from[i] & 0xFF) << 16 | (from[i + 1] & 0xFF) << 8 | (from[i + 2] & 0xFF);
            to[at] = DIGITS[three >> 18];
            to[at + 1] = DIGITS[three >> 12 & 63];
            to[at + 2] = DIGITS[three >> 6 & 63];
            to[at + 3] = DIGITS[three & 63];
            at += 4;
        }
        from[0] += to[at - 1]; // so that it is needed
    }

    private static byte[] digits() {
        byte[] digits = new byte[64];
        for (int i = 0; i < digits.length; i++) {
            digits[i] = (byte) ('0' + i);
        }
        return digits;
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    /** Times of the same work. Any thread. */
    static final class Times {
        private long least = Long.MAX_VALUE;
        private long[] since = new long[128];
        private int count;

        synchronized void begin() {
            count = 0;
        }

        synchronized void add(long nanos) {
            if (nanos <= 0) {
                return; // such a clock tells nothing
            }
            least = Math.min(least, nanos);
            if (count == since.length) {
                since = Arrays.copyOf(since, 2 * count);
            }
            since[count] = nanos;
            count++;
        }

        synchronized double slowdown() {
            return Arrays.stream(since, 0, count)
                    .mapToDouble(nanos -> Math.min((double) nanos / least, MOST_TIMES))
                    .average()
                    .orElse(Double.NaN);
        }
    }
}
