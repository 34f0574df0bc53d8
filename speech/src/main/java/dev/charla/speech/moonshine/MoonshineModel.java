package dev.charla.speech.moonshine;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.charla.engine.recognition.Recognizer;
import dev.charla.onnxruntime.OnnxEnvironment;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The two halves of the network: an encoder that hears a stretch of audio at once, and a decoder
 * that writes one token after the other. One pair for all threads. Layers and their sizes are read
 * from the decoder, so that larger models of the family fit.
 */
final class MoonshineModel implements AutoCloseable {
    /** The encoder refuses fewer than 895 samples. */
    private static final int LEAST_SAMPLES = Recognizer.SAMPLE_RATE_HZ / 10;

    private static final Pattern PAST = Pattern.compile("past_key_values\\.(.*)");
    private static final String ENCODED = "encoder_hidden_states";

    private final OrtEnvironment environment;
    private final OrtSession encoder;
    private final OrtSession decoder;
    private final Vocabulary vocabulary;
    private final MoonshineLanguage language;
    private final String heard;

    /** Of the decoder's own past, without {@code past_key_values.}. */
    private final Set<String> decoderPast = new LinkedHashSet<>();

    private final Map<String, OnnxTensor> empty = new HashMap<>();
    private final Set<String> laterOutputs = new LinkedHashSet<>();
    private final OnnxTensor first;
    private final OnnxTensor later;

    /**
     * @param encoder direct, as the decoder; neither is needed afterwards
     * @throws OrtException when these are no such networks
     */
    MoonshineModel(
            ByteBuffer encoder,
            ByteBuffer decoder,
            Vocabulary vocabulary,
            MoonshineLanguage language)
            throws OrtException {
        this.environment = OnnxEnvironment.shared();
        this.vocabulary = vocabulary;
        this.language = language;
        try (var options = new OrtSession.SessionOptions()) {
            // A second thread was no faster, and callers have a thread each.
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            options.addConfigEntry("session.intra_op.allow_spinning", "0");
            // No two utterances are of one length.
            options.setMemoryPatternOptimization(false);
            options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
            this.encoder = environment.createSession(encoder, options);
            this.decoder = environment.createSession(decoder, options);
        }
        this.heard = this.encoder.getInputNames().iterator().next();
        this.first = OnnxTensor.createTensor(environment, new boolean[] {false});
        this.later = OnnxTensor.createTensor(environment, new boolean[] {true});
        laterOutputs.add("logits");
        for (var input : this.decoder.getInputInfo().entrySet()) {
            Matcher past = PAST.matcher(input.getKey());
            if (past.matches()) {
                String name = past.group(1);
                if (name.contains("decoder")) {
                    decoderPast.add(name);
                    laterOutputs.add("present." + name);
                }
                empty.put(input.getKey(), nothing((TensorInfo) input.getValue().getInfo()));
            }
        }
    }

    private OnnxTensor nothing(TensorInfo past) throws OrtException {
        long[] shape = past.getShape();
        return OnnxTensor.createTensor(
                environment, FloatBuffer.allocate(0), new long[] {1, shape[1], 0, shape[3]});
    }

    /**
     * Writes down what is said. The text has one token at least: how likely that is tells whether
     * there was speech at all.
     *
     * @param samples at {@link Recognizer#SAMPLE_RATE_HZ}, from -1 to 1
     * @param abandoned asked before each token whether anybody still wants it
     * @return null when nobody did
     * @throws OrtException when the runtime fails, such as without memory
     */
    @Nullable Transcript transcribe(float[] samples, BooleanSupplier abandoned)
            throws OrtException {
        float[] padded = samples;
        if (samples.length < LEAST_SAMPLES) {
            padded = Arrays.copyOf(samples, LEAST_SAMPLES);
        }
        long[] shape = {1, padded.length};
        int most =
                (int)
                        Math.ceil(
                                language.tokensASecond()
                                        * padded.length
                                        / Recognizer.SAMPLE_RATE_HZ);
        try (OnnxTensor audio =
                        OnnxTensor.createTensor(environment, FloatBuffer.wrap(padded), shape);
                var settings = new OrtSession.RunOptions()) {
            // What a long utterance took is not kept from the next ones.
            settings.addRunConfigEntry("memory.enable_memory_arena_shrinkage", "cpu:0");
            try (OrtSession.Result encoded = encoder.run(Map.of(heard, audio), settings)) {
                return write((OnnxTensor) encoded.get(0), most, abandoned);
            }
        }
    }

    private @Nullable Transcript write(OnnxTensor encoded, int most, BooleanSupplier abandoned)
            throws OrtException {
        List<Integer> tokens = new ArrayList<>();
        Scores scores = new Scores();
        Map<String, OnnxTensor> inputs = new HashMap<>(empty);
        inputs.put(ENCODED, encoded);
        inputs.put("use_cache_branch", first);
        OrtSession.Result begun = null;
        OrtSession.Result last = null;
        try {
            int token = Vocabulary.START;
            while (tokens.size() <= most) {
                if (abandoned.getAsBoolean()) {
                    return null;
                }
                OrtSession.Result told;
                try (OnnxTensor next =
                        OnnxTensor.createTensor(environment, new long[][] {{token}})) {
                    inputs.put("input_ids", next);
                    told = begun == null ? decoder.run(inputs) : decoder.run(inputs, laterOutputs);
                }
                if (begun == null) {
                    begun = told;
                    inputs.put("use_cache_branch", later);
                    for (String name : empty.keySet()) {
                        inputs.put(name, tensor(told, name.replace("past_key_values", "present")));
                    }
                } else {
                    for (String name : decoderPast) {
                        inputs.put("past_key_values." + name, tensor(told, "present." + name));
                    }
                    close(last);
                    last = told;
                }
                token = scores.best(tensor(told, "logits").getFloatBuffer(), tokens.isEmpty());
                if (token == Vocabulary.END) {
                    break;
                }
                tokens.add(token);
                int superfluous = Circles.superfluous(tokens);
                if (superfluous > 0) {
                    tokens.subList(tokens.size() - superfluous, tokens.size()).clear();
                    break;
                }
            }
            if (tokens.size() > most) {
                tokens.subList(most, tokens.size()).clear();
            }
            return new Transcript(vocabulary.text(tokens), scores.first(), scores.mean());
        } finally {
            close(last);
            close(begun);
        }
    }

    private static void close(OrtSession.@Nullable Result result) {
        if (result != null) {
            result.close();
        }
    }

    private static OnnxTensor tensor(OrtSession.Result told, String name) {
        return (OnnxTensor)
                told.get(name)
                        .orElseThrow(() -> new IllegalStateException("the model gives no " + name));
    }

    /** Frees the networks; called once, when no thread is in them any more. */
    @Override
    public void close() {
        empty.values().forEach(OnnxTensor::close);
        first.close();
        later.close();
        try {
            encoder.close();
            decoder.close();
        } catch (OrtException e) {
            throw new IllegalStateException("Moonshine's model could not be freed", e);
        }
    }

    /** How likely what was chosen is. */
    private static final class Scores {
        private float[] logits = new float[0];
        private double first = Double.NaN;
        private double sum;
        private int count;

        /**
         * The likeliest token.
         *
         * @param more whether it must not be the end
         */
        int best(FloatBuffer told, boolean more) {
            if (logits.length != told.remaining()) {
                logits = new float[told.remaining()];
            }
            told.get(logits);
            int best = more ? 0 : Vocabulary.END;
            float highest = logits[Vocabulary.END];
            for (int i = 0; i < logits.length; i++) {
                highest = Math.max(highest, logits[i]);
                if (logits[i] > logits[best] && !(more && i == Vocabulary.END)) {
                    best = i;
                }
            }
            double all = 0;
            for (float logit : logits) {
                // Less likely ones by this much make no difference to the sum.
                if (logit > highest - 20) {
                    all += Math.exp(logit - highest);
                }
            }
            double score = logits[best] - highest - Math.log(all);
            if (count == 0) {
                first = score;
            }
            sum += score;
            count++;
            return best;
        }

        double first() {
            return first;
        }

        double mean() {
            return count == 0 ? 0 : sum / count;
        }
    }
}
