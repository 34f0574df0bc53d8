package dev.charla.meaning;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.charla.engine.model.ModelBytes;
import dev.charla.onnxruntime.OnnxEnvironment;
import dev.charla.skills.meaning.SentenceModel;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * all-MiniLM-L6-v2, quantised to eight bits: 384 numbers for a sentence of English, in some four
 * milliseconds of one processor. Any thread; one model for the whole process.
 */
public final class MiniLmSentenceModel implements SentenceModel, AutoCloseable {
    private static final String MODEL = "/all-minilm-l6-v2-q.onnx";
    private static final String PIECES = "/all-minilm-l6-v2-q-tokenizer.json";
    private static final String ENGLISH = "en";

    private final WordPieces pieces;
    private final OrtEnvironment environment;
    private final OrtSession session;

    private MiniLmSentenceModel(WordPieces pieces, OrtEnvironment environment, OrtSession session) {
        this.pieces = pieces;
        this.environment = environment;
        this.session = session;
    }

    /**
     * Loads the model from the class path. Blocks for about half a second.
     *
     * @throws ModelLoadException when the native library does not load here, there is no memory for
     *     it, or the model is not on the class path
     */
    public static MiniLmSentenceModel load() throws ModelLoadException {
        try {
            OrtEnvironment environment = OnnxEnvironment.shared();
            try (var options = new OrtSession.SessionOptions();
                    ModelBytes model = model()) {
                options.setIntraOpNumThreads(1);
                options.setInterOpNumThreads(1);
                options.addConfigEntry("session.intra_op.allow_spinning", "0");
                options.setMemoryPatternOptimization(false);
                return new MiniLmSentenceModel(
                        new WordPieces(vocabulary()),
                        environment,
                        environment.createSession(model.buffer(), options));
            }
        } catch (OrtException
                | IOException
                | JacksonException
                | LinkageError
                | OutOfMemoryError e) {
            throw new ModelLoadException(
                    "the sentence model cannot be loaded on this machine: " + reason(e), e);
        }
    }

    /** The native library's own first line; later ones list paths. */
    private static String reason(Throwable e) {
        String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return message.lines().findFirst().orElse("");
    }

    private static Map<String, Integer> vocabulary() throws IOException {
        JsonNode vocabulary;
        try (InputStream in = resource(PIECES)) {
            vocabulary = JsonMapper.shared().readTree(in).at("/model/vocab");
        }
        Map<String, Integer> numbers = new HashMap<>();
        vocabulary
                .propertyStream()
                .forEach(piece -> numbers.put(piece.getKey(), piece.getValue().intValue()));
        if (numbers.isEmpty()) {
            throw new IOException(PIECES + " has no vocabulary");
        }
        return numbers;
    }

    private static ModelBytes model() throws IOException {
        try (InputStream in = resource(MODEL)) {
            return ModelBytes.read(in);
        }
    }

    private static InputStream resource(String name) throws IOException {
        InputStream in = MiniLmSentenceModel.class.getResourceAsStream(name);
        if (in == null) {
            throw new IOException(name + " is not on the class path");
        }
        return in;
    }

    @Override
    public String language() {
        return ENGLISH;
    }

    @Override
    public float[] vector(String sentence) {
        long[] ids = pieces.of(sentence);
        long[] ones = new long[ids.length];
        Arrays.fill(ones, 1);
        try (var input = OnnxTensor.createTensor(environment, new long[][] {ids});
                var mask = OnnxTensor.createTensor(environment, new long[][] {ones});
                var types =
                        OnnxTensor.createTensor(environment, new long[][] {new long[ids.length]});
                var result =
                        session.run(
                                Map.of(
                                        "input_ids", input,
                                        "attention_mask", mask,
                                        "token_type_ids", types))) {
            return unit(mean(((float[][][]) result.get(0).getValue())[0]));
        } catch (OrtException e) {
            throw new IllegalStateException("the sentence model does not run", e);
        }
    }

    private static float[] mean(float[][] states) {
        float[] sum = new float[states[0].length];
        for (float[] state : states) {
            for (int i = 0; i < sum.length; i++) {
                sum[i] += state[i] / states.length;
            }
        }
        return sum;
    }

    private static float[] unit(float[] vector) {
        double squares = 0;
        for (float value : vector) {
            squares += value * value;
        }
        float length = (float) Math.sqrt(squares);
        for (int i = 0; i < vector.length; i++) {
            vector[i] /= length;
        }
        return vector;
    }

    /** Frees the native memory; the model must not be used any more. */
    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("the sentence model does not close", e);
        }
    }
}
