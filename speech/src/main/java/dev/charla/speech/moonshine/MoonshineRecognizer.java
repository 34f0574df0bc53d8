package dev.charla.speech.moonshine;

import ai.onnxruntime.OrtException;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.charla.engine.recognition.Recognizer;
import dev.charla.engine.recognition.RecognizerBusyException;
import dev.charla.speech.ModelMissingException;
import dev.charla.speech.natives.Library;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears English with the model that is built in, or another language with one that was fetched.
 * {@link #warmUp} loads it, which takes one to two seconds and 130 MB beside the heap (280 MB for
 * Spanish). Where it cannot be loaded, each utterance fails with a sentence that says so; typed
 * conversations need no ears.
 *
 * <p>It gives no times of words: the network does not tell them.
 */
public final class MoonshineRecognizer implements Recognizer {
    private static final Logger log = LoggerFactory.getLogger(MoonshineRecognizer.class);

    /** Begins what a caller is told; what the operator can do about it is in the log. */
    private static final String DEAF =
            "Speech cannot be heard here, as the recogniser could not be loaded. Please type.";

    private final int limit;
    private final MoonshineLanguage language;
    private final Loader loader;
    private final DecodePool pool;
    private final Object lock = new Object();

    @GuardedBy("lock")
    private final Set<MoonshineUtterance> open = new HashSet<>();

    @GuardedBy("lock")
    private @Nullable MoonshineModel model;

    @GuardedBy("lock")
    private @Nullable Ear ear;

    @GuardedBy("lock")
    private boolean deaf;

    private volatile boolean ready;
    private volatile boolean closed;

    /** Loads the model. */
    @FunctionalInterface
    interface Loader {
        MoonshineModel load() throws OrtException;
    }

    /**
     * @param limit utterances heard at once, at least 1
     */
    public MoonshineRecognizer(int limit) {
        this(limit, MoonshineFiles::load);
    }

    MoonshineRecognizer(int limit, Loader loader) {
        this(limit, MoonshineLanguage.ENGLISH, loader);
    }

    private MoonshineRecognizer(int limit, MoonshineLanguage language, Loader loader) {
        if (limit < 1) {
            throw new IllegalArgumentException("limit of " + limit);
        }
        this.limit = limit;
        this.language = language;
        this.loader = loader;
        this.pool = new DecodePool(Runtime.getRuntime().availableProcessors());
    }

    /**
     * Hears with a model in a folder of its own, which is read by {@link #warmUp}.
     *
     * @param folder with {@code encoder_model.onnx} and {@code decoder_model_merged.onnx}
     * @param language BCP 47 tag of what the model understands
     * @param limit utterances heard at once, at least 1
     */
    public static MoonshineRecognizer of(Path folder, String language, int limit) {
        MoonshineLanguage spoken = MoonshineLanguage.of(language);
        return new MoonshineRecognizer(limit, spoken, () -> MoonshineFiles.load(folder, spoken));
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException after {@link #close}, or before {@link #warmUp}
     */
    @Override
    public Utterance open(Listener listener) throws RecognizerBusyException {
        synchronized (lock) {
            if (closed) {
                throw new IllegalStateException("the recogniser is closed");
            }
            if (deaf) {
                return new Unheard(listener);
            }
            if (ear == null) {
                throw new IllegalStateException("the recogniser is not loaded");
            }
            if (open.size() >= limit) {
                throw new RecognizerBusyException(limit);
            }
            var utterance = new MoonshineUtterance(ear, pool, listener, this::over);
            open.add(utterance);
            return utterance;
        }
    }

    private void over(MoonshineUtterance utterance) {
        synchronized (lock) {
            open.remove(utterance);
        }
    }

    @Override
    public Set<String> languages() {
        return Set.of(language.tag());
    }

    @Override
    public void warmUp() {
        synchronized (lock) {
            if (closed || ready) {
                return;
            }
            try {
                Library.ONNX_RUNTIME.requireUsable();
                MoonshineModel loaded = loader.load();
                model = loaded;
                ear = new Ear(loaded::transcribe, language);
                // The first run prepares what all others use.
                Transcript nothing = loaded.transcribe(new float[SAMPLE_RATE_HZ], () -> false);
                log.atDebug().addKeyValue("heard", nothing != null).log("recogniser loaded");
            } catch (ModelMissingException failure) {
                unusable(failure.getMessage(), failure);
            } catch (OutOfMemoryError failure) {
                unusable(
                        "there is not enough memory beside the heap for the model: the ears need 130 MB of it, and those of a larger model 280 MB",
                        failure);
            } catch (OrtException failure) {
                unusable(
                        "ONNX Runtime does not take the model, or has not enough memory for it",
                        failure);
            } catch (LinkageError | RuntimeException failure) {
                unusable(
                        "ONNX Runtime does not load on this machine: it needs the GNU C library 2.28 or newer, libstdc++ and libgcc_s on Linux",
                        failure);
            }
            ready = true;
        }
    }

    @GuardedBy("lock")
    private void unusable(@Nullable String reason, Throwable failure) {
        deaf = true;
        log.atError()
                .addKeyValue("reason", reason)
                .setCause(failure)
                .log("nothing can be heard here; typed conversations go on");
    }

    /** Whether it is loaded, or never will be: it hears nothing then, and says so. */
    @Override
    public boolean isReady() {
        return ready && !closed;
    }

    @Override
    public void close() {
        List<MoonshineUtterance> left;
        synchronized (lock) {
            if (closed) {
                return;
            }
            closed = true;
            left = List.copyOf(open);
        }
        left.forEach(utterance -> utterance.fail("Speech recognition has been shut down."));
        pool.close();
        synchronized (lock) {
            if (model != null) {
                model.close();
                model = null;
            }
        }
    }

    /** Where nothing can be heard. */
    private record Unheard(Listener listener) implements Utterance {
        @Override
        public void audio(short[] samples, int offset, int length) {}

        @Override
        public void finish() {
            listener.failed(DEAF);
        }

        @Override
        public void cancel() {}
    }
}
