package dev.charla.conversation.playout;

import dev.charla.protocol.item.ItemId;
import dev.charla.protocol.item.ResponseId;

/** The audio of one item on its way to the caller's ear. Confined to the session's loop. */
public final class Playout {
    private final long number;
    private final ResponseId response;
    private final ItemId item;
    private final int contentIndex;
    private long receivedSamples;
    private long heardSamples;
    private boolean complete;
    private boolean stopping;

    Playout(long number, ResponseId response, ItemId item, int contentIndex) {
        this.number = number;
        this.response = response;
        this.item = item;
        this.contentIndex = contentIndex;
    }

    /** What the page calls it: rising, 32 bits, unsigned. */
    public long number() {
        return number;
    }

    public ResponseId response() {
        return response;
    }

    public ItemId item() {
        return item;
    }

    /** Which part of the item's content holds the audio. */
    public int contentIndex() {
        return contentIndex;
    }

    /** Samples that came from the service, at 24 kHz. */
    public long receivedSamples() {
        return receivedSamples;
    }

    /** Samples the caller has heard as far as the page has said; never more than received. */
    public long heardSamples() {
        return heardSamples;
    }

    /** Whether no more audio will come. */
    public boolean complete() {
        return complete;
    }

    /** Whether the page has been told to stop it. */
    public boolean stopping() {
        return stopping;
    }

    /**
     * Takes in audio of the service.
     *
     * @return the offset of its first sample
     */
    public long receive(long samples) {
        long offset = receivedSamples;
        receivedSamples += samples;
        return offset;
    }

    void heard(long samples) {
        heardSamples = Math.max(heardSamples, Math.min(samples, receivedSamples));
    }

    void heardExactly(long samples) {
        heardSamples = Math.clamp(samples, 0, receivedSamples);
    }

    void completed() {
        complete = true;
    }

    void stop() {
        stopping = true;
    }
}
