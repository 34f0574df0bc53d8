package dev.charla.engine.hearing;

/**
 * The latest input at 16 kHz, by position since the session began. Audio beyond the capacity is
 * discarded. Confined to the session's loop.
 */
final class RecentAudio {
    /** Initial size; doubles whenever it is full, up to the capacity. */
    private static final int FIRST_SAMPLES = 1 << 15;

    private final int capacity;
    private short[] ring;
    private long end;
    private long start;

    RecentAudio(int capacitySamples) {
        capacity = capacitySamples;
        ring = new short[Math.min(capacity, FIRST_SAMPLES)];
    }

    void add(short[] samples, int offset, int length) {
        if (end - start + length > ring.length && ring.length < capacity) {
            grow(length);
        }
        for (int i = 0; i < length; i++) {
            ring[(int) ((end + i) % ring.length)] = samples[offset + i];
        }
        end += length;
        start = Math.max(start, end - ring.length);
    }

    private void grow(int by) {
        short[] kept = from(start);
        ring = new short[(int) Math.min(capacity, Math.max(2L * ring.length, kept.length + by))];
        for (int i = 0; i < kept.length; i++) {
            ring[(int) ((start + i) % ring.length)] = kept[i];
        }
    }

    /** All stored audio from a position on; from the oldest stored when that is later. */
    short[] from(long position) {
        long first = Math.clamp(position, start, end);
        short[] samples = new short[(int) (end - first)];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = ring[(int) ((first + i) % ring.length)];
        }
        return samples;
    }

    /** A copy with another capacity; discards what does not fit. */
    RecentAudio holding(int capacitySamples) {
        short[] kept = from(Math.max(start, end - capacitySamples));
        RecentAudio other = new RecentAudio(capacitySamples);
        other.start = end - kept.length;
        other.end = other.start;
        other.add(kept, 0, kept.length);
        return other;
    }

    /** Discards all audio; positions continue. */
    void forget() {
        start = end;
    }
}
