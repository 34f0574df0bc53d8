package dev.charla.engine.model;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;

/**
 * A model's file outside the heap, while a runtime loads it. Inside the heap it would be garbage of
 * some ten megabytes in the old generation, which stays until the next full collection, hours
 * later. Any thread, one at a time.
 */
public final class ModelBytes implements AutoCloseable {
    private static final int CHUNK = 1 << 16;
    private static final long FIRST = 1 << 20;

    private Arena arena = Arena.ofShared();
    private MemorySegment bytes = arena.allocate(FIRST, 1);
    private long size;

    private ModelBytes() {}

    /**
     * Reads all there is. Blocks.
     *
     * @throws IOException when the stream cannot be read; nothing is kept then
     */
    public static ModelBytes read(InputStream from) throws IOException {
        var read = new ModelBytes();
        try {
            byte[] chunk = new byte[CHUNK];
            for (int count = from.read(chunk); count >= 0; count = from.read(chunk)) {
                read.add(chunk, count);
            }
            return read;
        } catch (IOException | RuntimeException | Error e) {
            read.close();
            throw e;
        }
    }

    private void add(byte[] chunk, int count) {
        if (size + count > bytes.byteSize()) {
            Arena larger = Arena.ofShared();
            MemorySegment room = larger.allocate(2 * bytes.byteSize(), 1);
            MemorySegment.copy(bytes, 0, room, 0, size);
            arena.close();
            arena = larger;
            bytes = room;
        }
        MemorySegment.copy(chunk, 0, bytes, ValueLayout.JAVA_BYTE, size, count);
        size += count;
    }

    /** All bytes; direct, read only, and not to be used after {@link #close}. */
    public ByteBuffer buffer() {
        return bytes.asSlice(0, size).asByteBuffer().asReadOnlyBuffer();
    }

    /** Frees the memory at once. */
    @Override
    public void close() {
        if (arena.scope().isAlive()) {
            arena.close();
        }
    }
}
