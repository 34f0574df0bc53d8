package dev.charla.speech.whisper;

import dev.charla.speech.natives.SegmentModel;
import io.github.givimad.whisperjni.WhisperContext;
import io.github.givimad.whisperjni.WhisperFullParams;
import io.github.givimad.whisperjni.WhisperJNI;
import io.github.givimad.whisperjni.WhisperSamplingStrategy;
import io.github.givimad.whisperjni.WhisperState;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A model of whisper.cpp. */
public final class WhisperSegments implements SegmentModel {
    /** More make it slower on the machines it was tried on by its authors. */
    private static final int MOST_THREADS = 4;

    private static final int MAGIC = 0x67676d6c;

    /** The magic number, ten sizes and the kind of the weights. */
    private static final int HEAD_NUMBERS = 12;

    private static final int FULL_FLOATS = 0;

    /**
     * The library keeps all contexts and all states in tables that it does not guard, and ends the
     * process when one is not found while another is added or removed. To look one up is to read.
     */
    private static final ReadWriteLock TABLES = new ReentrantReadWriteLock();

    private final WhisperJNI whisper;
    private final WhisperContext context;
    private final boolean multilingual;

    /**
     * @throws IOException when it is none
     */
    public WhisperSegments(Path file) throws IOException {
        requireWeights(file);
        WhisperJNI.loadLibrary();
        // It would print to the standard error stream, among other things what it hears.
        WhisperJNI.setLibraryLogger(null);
        whisper = new WhisperJNI();
        TABLES.writeLock().lock();
        try {
            context = whisper.initNoState(file);
            if (context == null) {
                throw new IOException("not a model of whisper.cpp");
            }
            multilingual = whisper.isMultilingual(context);
        } finally {
            TABLES.writeLock().unlock();
        }
    }

    /** The library ends the whole process over weights that it has no code for. */
    private static void requireWeights(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            ByteBuffer head =
                    ByteBuffer.wrap(in.readNBytes(HEAD_NUMBERS * Integer.BYTES))
                            .order(ByteOrder.LITTLE_ENDIAN);
            if (head.remaining() < HEAD_NUMBERS * Integer.BYTES || head.getInt() != MAGIC) {
                throw new IOException("not a model of whisper.cpp");
            }
            if (head.getInt((HEAD_NUMBERS - 1) * Integer.BYTES) == FULL_FLOATS) {
                throw new IOException("weights of 32 bits");
            }
        }
    }

    @Override
    public boolean isMultilingual() {
        return multilingual;
    }

    @Override
    public Ear open() {
        WhisperState state = change(() -> whisper.initState(context));
        if (state == null) {
            throw new IllegalStateException("whisper.cpp has no memory for another caller");
        }
        return new WhisperEar(whisper, context, state);
    }

    @Override
    public void close() {
        change(() -> {
            whisper.free(context);
            return context;
        });
    }

    /** Waits for the transcriptions in the making. */
    private static <T extends @Nullable Object> T change(Supplier<T> change) {
        TABLES.writeLock().lock();
        try {
            return change.get();
        } finally {
            TABLES.writeLock().unlock();
        }
    }

    private record WhisperEar(WhisperJNI whisper, WhisperContext context, WhisperState state)
            implements Ear {
        @Override
        public String transcribe(float[] samples, String language, String prompt) {
            var how = new WhisperFullParams(WhisperSamplingStrategy.GREEDY);
            how.nThreads = Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors());
            how.language = language;
            // Of utterances before; the prompt counts nevertheless.
            how.noContext = true;
            how.initialPrompt = prompt.isEmpty() ? null : prompt;
            how.noTimestamps = true;
            how.printProgress = false;
            how.printRealtime = false;
            how.printTimestamps = false;
            how.suppressNonSpeechTokens = true;
            TABLES.readLock().lock();
            try {
                return words(samples, how);
            } finally {
                TABLES.readLock().unlock();
            }
        }

        private String words(float[] samples, WhisperFullParams how) {
            if (whisper.fullWithState(context, state, how, samples, samples.length) != 0) {
                throw new IllegalStateException("whisper.cpp failed");
            }
            StringBuilder words = new StringBuilder();
            int segments = whisper.fullNSegmentsFromState(state);
            for (int i = 0; i < segments; i++) {
                words.append(whisper.fullGetSegmentTextFromState(state, i));
            }
            return words.toString();
        }

        @Override
        public void close() {
            change(() -> {
                whisper.free(state);
                return state;
            });
        }
    }
}
