package dev.charla.speech.silero;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import dev.charla.speech.ModelMissingException;
import dev.charla.speech.natives.VadModel;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/** The model of Silero, version 5 or later, on ONNX Runtime. One session for all threads. */
public final class SileroWindows implements VadModel {
    private static final Set<String> INPUTS = Set.of("input", "state", "sr");
    private static final long[] SAMPLES_SHAPE = {1, CONTEXT_SAMPLES + WINDOW_SAMPLES};
    private static final long[] STATE_SHAPE = {2, 1, STATE_NUMBERS / 2};

    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;
    private final OnnxTensor rate;

    /**
     * @throws OrtException when it is no model at all
     * @throws ModelMissingException when it is another one
     */
    public SileroWindows(Path file) throws OrtException {
        try (var options = new OrtSession.SessionOptions()) {
            // A window takes a tenth of a millisecond; more threads only wait for each other.
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
            session = environment.createSession(file.toString(), options);
        }
        if (!session.getInputNames().equals(INPUTS)) {
            session.close();
            throw new ModelMissingException(
                    "%s is not Silero's voice activity detector of version 5 or later. Fetch it with"
                                    .formatted(file)
                            + " ./charla models fetch silero-vad.");
        }
        rate = OnnxTensor.createTensor(environment, 16_000L);
    }

    @Override
    public float probability(float[] samples, float[] state) {
        try (OnnxTensor heard =
                        OnnxTensor.createTensor(
                                environment, FloatBuffer.wrap(samples), SAMPLES_SHAPE);
                OnnxTensor before =
                        OnnxTensor.createTensor(environment, FloatBuffer.wrap(state), STATE_SHAPE);
                OrtSession.Result told =
                        session.run(Map.of("input", heard, "state", before, "sr", rate))) {
            tensor(told, "stateN").getFloatBuffer().get(state);
            return tensor(told, "output").getFloatBuffer().get();
        } catch (OrtException e) {
            throw new IllegalStateException("Silero's model failed", e);
        }
    }

    private static OnnxTensor tensor(OrtSession.Result told, String name) {
        return (OnnxTensor)
                told.get(name)
                        .orElseThrow(() -> new IllegalStateException("the model gives no " + name));
    }

    /** The environment is the process's and stays. */
    @Override
    public void close() {
        rate.close();
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("Silero's model could not be freed", e);
        }
    }
}
