package dev.charla.speech.moonshine;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What the model's tokens stand for. Any thread. */
final class Vocabulary {
    /** Ends a text. */
    static final int END = 2;

    /** Begins one. */
    static final int START = 1;

    private static final int FIRST_BYTE = 3;
    private static final int BYTES = 256;
    private static final char SPACE = '\u2581';

    private final List<String> pieces;

    private Vocabulary(List<String> pieces) {
        this.pieces = pieces;
    }

    /**
     * @param file UTF-8, a piece a line; the number of the line, from 0, is the token
     */
    static Vocabulary read(ByteBuffer file) {
        String text = StandardCharsets.UTF_8.decode(file).toString();
        return new Vocabulary(List.of(text.split("\n", -1)));
    }

    /** Text of tokens, without spaces around it; tokens that stand for nothing add nothing. */
    String text(List<Integer> tokens) {
        var bytes = new ByteArrayOutputStream();
        for (int token : tokens) {
            if (token >= FIRST_BYTE && token < FIRST_BYTE + BYTES) {
                bytes.write(token - FIRST_BYTE);
            } else if (token >= FIRST_BYTE + BYTES && token < pieces.size()) {
                String piece = pieces.get(token).replace(SPACE, ' ');
                bytes.writeBytes(piece.getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toString(StandardCharsets.UTF_8).strip();
    }
}
