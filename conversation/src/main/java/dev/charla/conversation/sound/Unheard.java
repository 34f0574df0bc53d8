package dev.charla.conversation.sound;

import dev.charla.protocol.json.AudioBytes;
import java.util.ArrayDeque;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The audio of answers that the page has not said to have played, for a page that loses its socket
 * and comes back: what was on its way then is gone. Kept as it came, not copied.
 *
 * <p>Bounded in samples: the oldest goes first, which a page that comes back does not hear then.
 * Confined to the session's loop.
 */
public final class Unheard {
    private final long boundSamples;
    private final ArrayDeque<Chunk> chunks = new ArrayDeque<>();
    private long samples;

    /** Audio of one playout, from {@code offset} on. */
    public record Chunk(long playout, long offset, AudioBytes pcm) {
        public long samples() {
            return pcm.length() / Short.BYTES;
        }

        long end() {
            return offset + samples();
        }
    }

    public Unheard(long boundSamples) {
        this.boundSamples = boundSamples;
    }

    public void add(long playout, long offset, AudioBytes pcm) {
        if (boundSamples == 0) {
            return;
        }
        var chunk = new Chunk(playout, offset, pcm);
        chunks.add(chunk);
        samples += chunk.samples();
        while (samples > boundSamples && chunks.size() > 1) {
            dropFirst();
        }
    }

    /**
     * Drops from the front what has been heard.
     *
     * @param heard how much of a playout was heard; negative when it is over
     */
    public void forget(ToLongFunction<Chunk> heard) {
        for (var first = chunks.peek(); first != null; first = chunks.peek()) {
            long upTo = heard.applyAsLong(first);
            if (upTo >= 0 && first.end() > upTo) {
                return;
            }
            dropFirst();
        }
    }

    /** What is kept, in order. */
    public Iterable<Chunk> chunks() {
        return chunks;
    }

    public long samples() {
        return samples;
    }

    private void dropFirst() {
        var first = chunks.poll();
        samples -= first == null ? 0 : first.samples();
    }

    /** The part of {@code chunk} from sample {@code from} on; null when there is none. */
    public static @Nullable Chunk after(Chunk chunk, long from) {
        if (from <= chunk.offset()) {
            return chunk;
        }
        if (from >= chunk.end()) {
            return null;
        }
        int bytes = Math.toIntExact((from - chunk.offset()) * Short.BYTES);
        var rest = chunk.pcm().asReadOnlyByteBuffer().position(bytes);
        return new Chunk(chunk.playout(), from, AudioBytes.copyOf(rest));
    }
}
