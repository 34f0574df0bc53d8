package dev.charla.engine.grammar;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * A parameter file of a Sphinx acoustic model: a header in words, then numbers in the byte order
 * that a magic number shows.
 */
final class ModelFile {
    private static final int MAGIC = 0x11223344;
    private static final byte[] END_OF_HEADER = "endhdr\n".getBytes(StandardCharsets.US_ASCII);

    private final ByteBuffer numbers;

    private ModelFile(ByteBuffer numbers) {
        this.numbers = numbers;
    }

    /**
     * @throws IOException also when it is no such file
     */
    static ModelFile read(InputStream stream) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(stream.readAllBytes());
        bytes.position(endOfHeader(bytes.array()));
        if (bytes.remaining() < Integer.BYTES) {
            throw new IOException("an acoustic model's file is cut short");
        }
        if (bytes.getInt() != MAGIC) {
            bytes.order(ByteOrder.LITTLE_ENDIAN).position(bytes.position() - Integer.BYTES);
            if (bytes.getInt() != MAGIC) {
                throw new IOException("an acoustic model's file has no byte order mark");
            }
        }
        return new ModelFile(bytes);
    }

    private static int endOfHeader(byte[] bytes) throws IOException {
        for (int at = 0; at + END_OF_HEADER.length <= bytes.length; at++) {
            int matched = 0;
            while (matched < END_OF_HEADER.length
                    && bytes[at + matched] == END_OF_HEADER[matched]) {
                matched++;
            }
            if (matched == END_OF_HEADER.length) {
                return at + matched;
            }
        }
        throw new IOException("an acoustic model's file has no header");
    }

    int number() {
        return numbers.getInt();
    }

    float[] floats(int count) {
        var values = new float[count];
        numbers.asFloatBuffer().get(values);
        numbers.position(numbers.position() + count * Float.BYTES);
        return values;
    }
}
