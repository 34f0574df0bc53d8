package dev.charla.engine.grammar;

import dev.charla.engine.grammar.AcousticModel.Position;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The table of an acoustic model that says which senones a phone has between which others: text, a
 * line for each of some 137 000 phones in context.
 *
 * @param names of the phones, in the order of their numbers
 * @param matrices the transition matrix of each phone
 * @param codebooks the codebook of each senone
 * @param sequences three senones for each different sequence of them
 * @param contextFree the sequence of each phone by itself
 * @param inContext the sequence for each {@link #key}, or -1
 */
@SuppressWarnings("ArrayRecordComponent") // Flat tables, handed over once to the model.
record Definitions(
        List<String> names,
        int[] matrices,
        int[] codebooks,
        int[] sequences,
        int[] contextFree,
        int[] inContext) {

    private static final int POSITIONS = Position.values().length;

    static int key(int phones, int phone, int left, int right, int position) {
        return ((phone * phones + left) * phones + right) * POSITIONS + position;
    }

    /** Closes the stream. */
    static Definitions read(InputStream stream) throws IOException {
        try (stream) {
            return new Reader(stream.readAllBytes()).read();
        }
    }

    /** Goes through the text once, word by word. */
    private static final class Reader {
        private final byte[] text;
        private int at;
        private int from;
        private final Map<Integer, Map<Integer, Integer>> known = new HashMap<>();
        private int[] sequences = new int[3 * 30_000];
        private int sequenceCount;

        Reader(byte[] text) {
            this.text = text;
        }

        Definitions read() throws IOException {
            if (!word().equals("0.3")) {
                throw new IOException("an acoustic model's table of an unknown version");
            }
            int phones = headed("n_base");
            int triphones = headed("n_tri");
            headed("n_state_map");
            int senones = headed("n_tied_state");
            headed("n_tied_ci_state");
            headed("n_tied_tmat");
            List<String> names = new ArrayList<>();
            Map<String, Integer> numbers = new HashMap<>();
            int[] matrices = new int[phones];
            int[] codebooks = new int[senones];
            int[] contextFree = new int[phones];
            for (int i = 0; i < phones; i++) {
                names.add(word());
                numbers.put(names.get(i), i);
                skip(4);
                matrices[i] = integer();
                contextFree[i] = sequence(codebooks, matrices[i]);
            }
            int[] inContext = new int[key(phones, phones, 0, 0, 0)];
            Arrays.fill(inContext, -1);
            for (int i = 0; i < triphones; i++) {
                int phone = number(numbers);
                int left = number(numbers);
                int right = number(numbers);
                int position = Position.of(word().charAt(0));
                skip(1);
                int matrix = integer();
                inContext[key(phones, phone, left, right, position)] = sequence(codebooks, matrix);
            }
            return new Definitions(
                    names,
                    matrices,
                    codebooks,
                    Arrays.copyOf(sequences, 3 * sequenceCount),
                    contextFree,
                    inContext);
        }

        private int headed(String name) throws IOException {
            int value = integer();
            if (!word().equals(name)) {
                throw new IOException("an acoustic model's table without " + name);
            }
            return value;
        }

        private int sequence(int[] codebooks, int codebook) throws IOException {
            int first = integer();
            int second = integer();
            int third = integer();
            skip(1);
            codebooks[first] = codebook;
            codebooks[second] = codebook;
            codebooks[third] = codebook;
            return known.computeIfAbsent(first, _ -> new HashMap<>())
                    .computeIfAbsent(second << 16 | third, _ -> add(first, second, third));
        }

        private int add(int first, int second, int third) {
            int start = 3 * sequenceCount;
            if (start == sequences.length) {
                sequences = Arrays.copyOf(sequences, 2 * start);
            }
            sequences[start] = first;
            sequences[start + 1] = second;
            sequences[start + 2] = third;
            return sequenceCount++;
        }

        private void skip(int words) throws IOException {
            for (int i = 0; i < words; i++) {
                next();
            }
        }

        private int number(Map<String, Integer> numbers) throws IOException {
            String name = word();
            Integer number = numbers.get(name);
            if (number == null) {
                throw new IOException("an acoustic model's table names no phone " + name);
            }
            return number;
        }

        private int integer() throws IOException {
            next();
            int value = 0;
            for (int i = from; i < at; i++) {
                value = value * 10 + text[i] - '0';
            }
            return value;
        }

        private String word() throws IOException {
            next();
            return new String(text, from, at - from, StandardCharsets.US_ASCII);
        }

        /** Steps over comments. */
        private void next() throws IOException {
            while (at < text.length && (text[at] <= ' ' || text[at] == '#')) {
                if (text[at] == '#') {
                    while (at < text.length && text[at] != '\n') {
                        at++;
                    }
                } else {
                    at++;
                }
            }
            from = at;
            while (at < text.length && text[at] > ' ') {
                at++;
            }
            if (from == at) {
                throw new IOException("an acoustic model's table is cut short");
            }
        }
    }
}
