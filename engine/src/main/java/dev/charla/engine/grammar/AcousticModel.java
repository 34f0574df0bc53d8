package dev.charla.engine.grammar;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * How the phones of American English sound: the phonetically tied model that comes with Sphinx4,
 * read into flat arrays. Phones in context share hidden Markov models of three states; the states
 * share {@code senones}, mixtures over the Gaussians of their phone's codebook.
 *
 * <p>Immutable and shared by all decoders; some 12 MB. All scores are natural logarithms.
 */
final class AcousticModel {
    private static final String FOLDER = "/edu/cmu/sphinx/models/en-us/en-us/";

    /** States of a phone that emit. */
    static final int STATES = 3;

    /** What the model's own trainer put under a variance; smaller ones are rounding. */
    private static final float VARIANCE_FLOOR = 1e-4f;

    /** A Gaussian that a senone never used in training is still possible, if barely. */
    private static final float WEIGHT_FLOOR = 1e-7f;

    /** Where a phone stands within its word. */
    enum Position {
        BEGIN('b', 0),
        END('e', 1),
        INTERNAL('i', 2),
        SINGLE('s', 3);

        private final char letter;

        /** Its place in tables. */
        final int code;

        Position(char letter, int code) {
            this.letter = letter;
            this.code = code;
        }

        static int of(char letter) throws IOException {
            for (Position position : values()) {
                if (position.letter == letter) {
                    return position.code;
                }
            }
            throw new IOException("unknown position in a word: " + letter);
        }
    }

    final int phones;
    final int silence;
    final int streams;
    final int gaussians;
    final int streamLength;

    /** The codebook of each senone, which is that of its phone. */
    final int[] codebookOf;

    /**
     * By codebook, stream, dimension, Gaussian: the last runs fastest, for the processor's sake.
     */
    final float[] means;

    final float[] precisions;

    /** By codebook, stream, Gaussian: what does not depend on the audio. */
    final float[] offsets;

    /** By senone, stream, Gaussian. */
    final float[] weights;

    private final Map<String, Integer> phoneNumbers = new HashMap<>();
    private final int[] matrixOf;
    private final float[][][] transitions;

    /** Three senones for each senone sequence. */
    private final int[] sequences;

    private final int[] contextFree;
    private final int[] inContext;

    private AcousticModel() throws IOException {
        ModelFile meanFile = open("means");
        int codebooks = meanFile.number();
        streams = meanFile.number();
        gaussians = meanFile.number();
        streamLength = equalLengths(meanFile);
        float[] rawMeans = meanFile.floats(meanFile.number());
        ModelFile varianceFile = open("variances");
        for (int skipped = 0; skipped < 3 + streams; skipped++) {
            varianceFile.number();
        }
        float[] rawVariances = varianceFile.floats(varianceFile.number());
        means = new float[rawMeans.length];
        precisions = new float[rawMeans.length];
        offsets = new float[codebooks * streams * gaussians];
        arrange(rawMeans, rawVariances);
        weights = readWeights();
        transitions = readTransitions();
        Definitions definitions = Definitions.read(resource("mdef"));
        phones = definitions.names().size();
        for (int i = 0; i < phones; i++) {
            phoneNumbers.put(definitions.names().get(i), i);
        }
        silence = number("SIL");
        matrixOf = definitions.matrices();
        sequences = definitions.sequences();
        contextFree = definitions.contextFree();
        inContext = definitions.inContext();
        codebookOf = definitions.codebooks();
        if (codebookOf.length * streams * gaussians != weights.length) {
            throw new IOException("the acoustic model's files do not belong together");
        }
    }

    /** The model, read when it is first asked for; some 300 ms. */
    static AcousticModel shared() {
        return Holder.MODEL;
    }

    private int equalLengths(ModelFile file) throws IOException {
        int[] lengths = new int[streams];
        Arrays.setAll(lengths, _ -> file.number());
        if (Arrays.stream(lengths).distinct().count() != 1) {
            throw new IOException("the acoustic model's streams differ in length");
        }
        return lengths[0];
    }

    private void arrange(float[] rawMeans, float[] rawVariances) {
        for (int set = 0; set < offsets.length / gaussians; set++) {
            for (int g = 0; g < gaussians; g++) {
                double logDeterminant = 0;
                for (int d = 0; d < streamLength; d++) {
                    int from = (set * gaussians + g) * streamLength + d;
                    int to = (set * streamLength + d) * gaussians + g;
                    float variance = Math.max(rawVariances[from], VARIANCE_FLOOR);
                    means[to] = rawMeans[from];
                    precisions[to] = 0.5f / variance;
                    logDeterminant += Math.log(2 * Math.PI * variance);
                }
                offsets[set * gaussians + g] = (float) (-0.5 * logDeterminant);
            }
        }
    }

    private float[] readWeights() throws IOException {
        ModelFile file = open("mixture_weights");
        for (int skipped = 0; skipped < 3; skipped++) {
            file.number();
        }
        float[] values = file.floats(file.number());
        for (int from = 0; from < values.length; from += gaussians) {
            toLogShares(values, from, gaussians, WEIGHT_FLOOR);
        }
        return values;
    }

    private float[][][] readTransitions() throws IOException {
        ModelFile file = open("transition_matrices");
        int matrices = file.number();
        int rows = file.number();
        int columns = file.number();
        if (rows != STATES || columns != STATES + 1) {
            throw new IOException("the acoustic model's phones do not have three states");
        }
        file.number();
        var all = new float[matrices][rows][];
        for (float[][] matrix : all) {
            for (int row = 0; row < rows; row++) {
                matrix[row] = file.floats(columns);
                toLogShares(matrix[row], 0, columns, 0);
            }
        }
        return all;
    }

    private static void toLogShares(float[] values, int from, int count, float floor) {
        double sum = 0;
        for (int i = from; i < from + count; i++) {
            sum += values[i];
        }
        for (int i = from; i < from + count; i++) {
            values[i] = (float) Math.log(Math.max(values[i] / sum, floor));
        }
    }

    /**
     * @throws IllegalArgumentException if there is no such phone
     */
    int number(String phone) {
        Integer number = phoneNumbers.get(phone);
        if (number == null) {
            throw new IllegalArgumentException("no phone of the acoustic model: " + phone);
        }
        return number;
    }

    /**
     * The senone sequence of a phone between others; the phone alone where the model has no such.
     */
    int sequence(int phone, int left, int right, Position position) {
        int found = inContext[Definitions.key(phones, phone, left, right, position.code)];
        return found >= 0 ? found : contextFree[phone];
    }

    int contextFreeSequence(int phone) {
        return contextFree[phone];
    }

    int senone(int sequence, int state) {
        return sequences[sequence * STATES + state];
    }

    /** From each state to itself and those after it, the last column being the way out. */
    float[][] transitions(int phone) {
        return transitions[matrixOf[phone]];
    }

    int featureLength() {
        return streams * streamLength;
    }

    private static ModelFile open(String name) throws IOException {
        try (InputStream stream = resource(name)) {
            return ModelFile.read(stream);
        }
    }

    private static InputStream resource(String name) throws IOException {
        InputStream stream = AcousticModel.class.getResourceAsStream(FOLDER + name);
        if (stream == null) {
            throw new IOException("the acoustic model has no file " + name);
        }
        return stream;
    }

    private static final class Holder {
        static final AcousticModel MODEL = load();

        private static AcousticModel load() {
            try {
                return new AcousticModel();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }
}
