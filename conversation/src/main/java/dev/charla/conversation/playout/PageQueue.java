package dev.charla.conversation.playout;

import dev.charla.protocol.json.AudioBytes;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Audio on its way to a page that may be slow: passed straight on while the page takes it, kept in
 * order otherwise. It has no bound of its own: whoever feeds it watches {@link #heldSamples} and
 * stops feeding.
 *
 * <p>Confined to the session's loop.
 */
public final class PageQueue {
    /** Where the audio goes. */
    public interface Outlet {
        /** Offers audio; false when it cannot be taken now. */
        boolean audio(long playout, long sampleOffset, AudioBytes pcm);

        /** Tells that no more audio comes for a playout; always taken. */
        void end(long playout, long samples);
    }

    /** Null audio: the end, at this offset. */
    private record Waiting(long playout, long sampleOffset, @Nullable AudioBytes pcm) {
        long samples() {
            return pcm == null ? 0 : pcm.length() / Short.BYTES;
        }
    }

    private final Outlet outlet;
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
    private long heldSamples;

    public PageQueue(Outlet outlet) {
        this.outlet = outlet;
    }

    /**
     * Audio of a playout.
     *
     * @return whether the page took it at once
     */
    public boolean audio(long playout, long sampleOffset, AudioBytes pcm) {
        if (waiting.isEmpty() && outlet.audio(playout, sampleOffset, pcm)) {
            return true;
        }
        var entry = new Waiting(playout, sampleOffset, pcm);
        waiting.add(entry);
        heldSamples += entry.samples();
        return false;
    }

    /** The end of a playout, behind its audio. */
    public void end(long playout, long samples) {
        if (waiting.isEmpty()) {
            outlet.end(playout, samples);
        } else {
            waiting.add(new Waiting(playout, samples, null));
        }
    }

    /** Forgets what waits of the playouts up to {@code newest}. */
    public void drop(long newest) {
        waiting.removeIf(entry -> entry.playout() <= newest);
        heldSamples = waiting.stream().mapToLong(Waiting::samples).sum();
    }

    /**
     * Passes on as much as the page takes now.
     *
     * @return whether it took anything
     */
    public boolean drain() {
        boolean took = false;
        for (var entry = waiting.peek(); entry != null; entry = waiting.peek()) {
            if (entry.pcm() == null) {
                outlet.end(entry.playout(), entry.sampleOffset());
            } else if (!outlet.audio(entry.playout(), entry.sampleOffset(), entry.pcm())) {
                return took;
            }
            heldSamples -= entry.samples();
            waiting.remove();
            took = true;
        }
        return took;
    }

    /** Samples that wait. */
    public long heldSamples() {
        return heldSamples;
    }

    public boolean isEmpty() {
        return waiting.isEmpty();
    }
}
