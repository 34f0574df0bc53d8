package dev.charla.bench.relay;

/**
 * What was measured with one number of conversations.
 *
 * @param relay what was measured
 * @param cpuMicros processor time of all its processes for one frame each way
 * @param kernelMicros the part of {@code cpuMicros} that was spent in system calls
 * @param cpuShare the part of one processor it had
 * @param allocatedBytes on the Java heap for each frame; NaN where it is not Java
 * @param heapKilobytes in use after a collection; NaN where it is not Java
 * @param residentKilobytes of all its processes
 * @param loadShare the part of its processor that the load needed: near 1 the figures are the
 *     load's
 * @param slowdown how many times longer than at its fastest the processor of what is measured took
 *     for the {@link Yardstick}; NaN where it has none of its own
 * @param droppedFrames of callers, that the relay itself says it has dropped; NaN where it does not
 *     count that
 * @param setUp from asking for a conversation to its first sound, of the conversations that this
 *     step added
 */
record Step(
        String relay,
        int frameMs,
        int conversations,
        Leg.Figures up,
        Leg.Figures down,
        double cpuMicros,
        double kernelMicros,
        double cpuShare,
        double allocatedBytes,
        double heapKilobytes,
        double residentKilobytes,
        double loadShare,
        double slowdown,
        double droppedFrames,
        Tally.Times setUp,
        int brokenConversations) {
    /** Whether all conversations were held and all that was said was heard. */
    boolean whole() {
        return brokenConversations == 0
                && up.wrong() == 0
                && down.wrong() == 0
                && up.frames() > 0
                && down.frames() > 0;
    }

    double worstP99() {
        return Math.max(up.p99(), down.p99());
    }
}
