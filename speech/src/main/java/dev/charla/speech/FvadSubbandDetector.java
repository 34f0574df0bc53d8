package dev.charla.speech;

import dev.charla.engine.endpointing.RecentHighest;
import dev.charla.engine.endpointing.SpeechDetector;
import dev.charla.engine.endpointing.SubbandDetector;
import dev.charla.engine.endpointing.SubbandEvidence;
import io.github.givimad.libfvadjni.VoiceActivityDetector;
import io.github.givimad.libfvadjni.VoiceActivityDetector.Mode;
import io.github.givimad.libfvadjni.VoiceActivityDetector.SampleRate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Detects speech where libfvad detects it now and {@link SubbandEvidence} has found evidence within
 * the last 300 ms. libfvad alone takes loud steady noise for endless speech; the evidence alone
 * misses the faint ends of words.
 *
 * <p>If libfvad detects speech in a frame, the result is the third highest evidence of the last 300
 * ms; otherwise it is half of that, so that only a threshold below 0.5 accepts the frame.
 */
public final class FvadSubbandDetector implements SpeechDetector {
    private static final int HOLD_FRAMES = 15;

    /**
     * A random noise can look like a pitch in two frames, because they overlap, but not in three.
     */
    private static final int EVIDENT_FRAMES = 3;

    private static final double WITHOUT_FVAD = 0.499;

    private static final Logger log = LoggerFactory.getLogger(FvadSubbandDetector.class);

    /**
     * Held during each call of the library: its table of detectors is not synchronised, and it ends
     * the process if it does not find a detector while another one is added or removed.
     */
    private static final Lock LIBRARY = new ReentrantLock();

    private final VoiceActivityDetector fvad;
    private final SubbandEvidence evidence = new SubbandEvidence();
    private final RecentHighest recent = new RecentHighest(HOLD_FRAMES, EVIDENT_FRAMES);
    private boolean closed;

    /**
     * @throws IOException when there is no native library for this machine
     */
    public FvadSubbandDetector() throws IOException {
        LIBRARY.lock();
        try {
            VoiceActivityDetector.loadLibrary();
            fvad = VoiceActivityDetector.newInstance();
            configure();
        } finally {
            LIBRARY.unlock();
        }
    }

    /**
     * Creates these detectors if the native library loads; otherwise {@link SubbandDetector}s,
     * which is logged once, here.
     */
    public static Factory orSubband() {
        try {
            new FvadSubbandDetector().close();
        } catch (IOException | LinkageError failure) {
            log.atWarn()
                    .addKeyValue("cause", failure.getClass().getSimpleName())
                    .log("native speech detector cannot be loaded, using the one in Java");
            return SubbandDetector::new;
        }
        return () -> {
            try {
                return new FvadSubbandDetector();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        };
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException after {@link #close}
     */
    @Override
    public double speechProbability(short[] frame, int offset) {
        if (closed) {
            throw new IllegalStateException("the detector is closed");
        }
        double highest = recent.with(evidence.of(frame, offset));
        return isSpeechToFvad(frame, offset) ? highest : WITHOUT_FVAD * highest;
    }

    @Override
    public void reset() {
        evidence.reset();
        recent.reset();
        LIBRARY.lock();
        try {
            fvad.reset();
            configure();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } finally {
            LIBRARY.unlock();
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            LIBRARY.lock();
            try {
                fvad.close();
            } finally {
                LIBRARY.unlock();
            }
        }
    }

    private boolean isSpeechToFvad(short[] frame, int offset) {
        short[] samples = Arrays.copyOfRange(frame, offset, offset + FRAME_SAMPLES);
        LIBRARY.lock();
        try {
            return fvad.process(samples);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } finally {
            LIBRARY.unlock();
        }
    }

    private void configure() throws IOException {
        fvad.setSampleRate(SampleRate.fromValue(SAMPLE_RATE_HZ));
        fvad.setMode(Mode.AGGRESSIVE);
    }
}
