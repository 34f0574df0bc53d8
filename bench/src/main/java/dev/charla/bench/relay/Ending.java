package dev.charla.bench.relay;

import org.jspecify.annotations.Nullable;

/**
 * What was measured after the last number of conversations.
 *
 * @param storm from asking to the first sound, of conversations that began within one second; null
 *     without
 * @param bargeIn from the service's word that the caller speaks to the order to be silent on the
 *     page; null for a relay that does not do that
 * @param closing from a page's leaving to the end of its session at the service
 * @param leftOpen sessions that the relay still held five seconds later
 */
record Ending(
        String relay,
        Tally.@Nullable Times storm,
        Tally.@Nullable Times bargeIn,
        Tally.Times closing,
        int leftOpen) {}
