package dev.charla.conversation.playout;

import dev.charla.conversation.browser.AudioFrame;
import dev.charla.protocol.item.ItemId;
import dev.charla.protocol.item.ResponseId;
import java.time.Duration;

/**
 * How much of an item was heard before it was stopped.
 *
 * @param heardSamples at 24 kHz; never more than came from the service
 * @param complete whether all audio of the item had come
 * @param whole whether all of the item was heard, so that nothing is to be cut
 */
public record Cut(
        ResponseId response,
        ItemId item,
        int contentIndex,
        long heardSamples,
        boolean complete,
        boolean whole) {

    static Cut of(Playout playout) {
        return new Cut(
                playout.response(),
                playout.item(),
                playout.contentIndex(),
                playout.heardSamples(),
                playout.complete(),
                playout.complete() && playout.heardSamples() >= playout.receivedSamples());
    }

    /** What was heard, in whole milliseconds, rounded down: never beyond the item's length. */
    public Duration heard() {
        return Duration.ofMillis(heardSamples * 1000 / AudioFrame.SAMPLE_RATE_HZ);
    }
}
