package dev.charla.speech;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A model of whisper.cpp without any weights, which its library takes for tests: all that happens
 * with a real one happens, and the words are of no sense.
 */
final class EmptyWhisper {
    private static final int MAGIC = 0x67676d6c;
    private static final int ENGLISH_WORDS = 51_864;
    private static final int MULTILINGUAL_WORDS = 51_865;
    private static final int MELS = 80;
    private static final int BINS = 201;
    private static final int WIDTH = 64;

    /** Words that the library looks up by name. */
    private static final List<String> ASKED_FOR = List.of(" ", " -", " '");

    private EmptyWhisper() {}

    static Path write(Path file, boolean multilingual) throws IOException {
        int words = multilingual ? MULTILINGUAL_WORDS : ENGLISH_WORDS;
        // Words, audio context, width, heads, layers; the same for text; mels, 16-bit floats.
        int[] sizes = {words, 1_500, WIDTH, 1, 4, 448, WIDTH, 1, 4, MELS, 1};
        ByteBuffer model = ByteBuffer.allocate(2_000_000).order(ByteOrder.LITTLE_ENDIAN);
        model.putInt(MAGIC);
        for (int size : sizes) {
            model.putInt(size);
        }
        model.putInt(MELS).putInt(BINS);
        model.position(model.position() + MELS * BINS * Float.BYTES);
        int texts = multilingual ? 50_257 : 50_256;
        model.putInt(texts);
        for (int i = 0; i < texts; i++) {
            String word = i < ASKED_FOR.size() ? ASKED_FOR.get(i) : " w" + i;
            byte[] text = word.getBytes(StandardCharsets.UTF_8);
            model.putInt(text.length).put(text);
        }
        byte[] bytes = new byte[model.position()];
        model.get(0, bytes);
        return Files.write(file, bytes);
    }
}
