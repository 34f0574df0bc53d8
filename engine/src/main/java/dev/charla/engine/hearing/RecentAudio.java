package dev.charla.engine.hearing;

/**
 * The last stretch of input at 16 kHz, by position since the session began. What is older than the
 * capacity is forgotten. Confined to the session's loop.
 */
final class RecentAudio {
    private final short[] ring;
    private long end;
    private long start;

    RecentAudio(int capacitySamples) {
        ring = new short[capacitySamples];
    }

    void add(short[] samples, int offset, int length) {
        for (int i = 0; i < length; i++) {
            ring[(int) ((end + i) % ring.length)] = samples[offset + i];
        }
        end += length;
        start = Math.max(start, end - ring.length);
    }

    /** Everything kept from a position on; from the oldest kept when that is later. */
    short[] from(long position) {
        long first = Math.clamp(position, start, end);
        short[] samples = new short[(int) (end - first)];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = ring[(int) ((first + i) % ring.length)];
        }
        return samples;
    }

    /** Forgets all that was kept; positions go on. */
    void forget() {
        start = end;
    }
}
