package dev.charla.speech.moonshine;

import ai.onnxruntime.OrtException;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.charla.engine.recognition.Hypothesis;
import dev.charla.engine.recognition.Recognizer;
import dev.charla.engine.recognition.Reports;
import dev.charla.speech.moonshine.DecodePool.Urgency;
import dev.charla.speech.moonshine.Ear.Words;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One utterance: its audio, and at most one decode of it at a time. While somebody speaks, it is
 * decoded anew as often as a processor is idle. When they pause, it is decoded once more, and if
 * nothing follows, those are the words. Any thread.
 */
final class MoonshineUtterance implements Recognizer.Utterance {
    private static final Logger log = LoggerFactory.getLogger(MoonshineUtterance.class);

    /** One minute; what is said after it is not heard. */
    private static final int MOST_SAMPLES = 60 * Recognizer.SAMPLE_RATE_HZ;

    /** So much more audio makes a new partial worth while: half a second. */
    private static final int BETWEEN_PARTIALS = Recognizer.SAMPLE_RATE_HZ / 2;

    /** The model has learned from audio of up to 30 s, and time and memory grow with its length. */
    private static final int LONGEST_AT_ONCE = 18 * Recognizer.SAMPLE_RATE_HZ;

    /** Longer audio is cut at its quietest place between here and there. */
    private static final int EARLIEST_CUT = 8 * Recognizer.SAMPLE_RATE_HZ;

    private static final int LATEST_CUT = 16 * Recognizer.SAMPLE_RATE_HZ;

    private final Ear ear;
    private final DecodePool pool;
    private final Recognizer.Listener listener;
    private final Consumer<MoonshineUtterance> whenOver;
    private final Object lock = new Object();

    /** Added to under the lock, and told without it. */
    private final Reports reports = new Reports();

    @GuardedBy("lock")
    private short[] samples = new short[4 * Recognizer.SAMPLE_RATE_HZ];

    @GuardedBy("lock")
    private int length;

    /** Words of the audio before {@link #settledTo}, which are not decoded again. */
    @GuardedBy("lock")
    private Words settled = Words.NONE;

    @GuardedBy("lock")
    private int settledTo;

    @GuardedBy("lock")
    private int partialTo;

    @GuardedBy("lock")
    private boolean quiet;

    /** All words up to the pause that goes on. */
    @GuardedBy("lock")
    private @Nullable Words speculated;

    @GuardedBy("lock")
    private @Nullable Decode current;

    @GuardedBy("lock")
    private boolean finished;

    @GuardedBy("lock")
    private boolean over;

    /**
     * @param whenOver told once, with the lock held, when it needs no place any more: before its
     *     end is reported, as who hears of that may open the next one at once
     */
    MoonshineUtterance(
            Ear ear,
            DecodePool pool,
            Recognizer.Listener listener,
            Consumer<MoonshineUtterance> whenOver) {
        this.ear = ear;
        this.pool = pool;
        this.listener = listener;
        this.whenOver = whenOver;
    }

    @Override
    public void audio(short[] chunk, int offset, int count) {
        synchronized (lock) {
            int heard = Math.min(count, MOST_SAMPLES - length);
            if (finished || over || heard <= 0) {
                return;
            }
            if (length + heard > samples.length) {
                samples = Arrays.copyOf(samples, Math.min(MOST_SAMPLES, 2 * (length + heard)));
            }
            System.arraycopy(chunk, offset, samples, length, heard);
            length += heard;
            if (!quiet
                    && current == null
                    && length - partialTo >= BETWEEN_PARTIALS
                    && pool.isIdle()) {
                partialTo = length;
                decode(Urgency.IDLE);
            }
        }
    }

    @Override
    public void quiet() {
        synchronized (lock) {
            if (!quiet && !finished && !over && length > 0) {
                quiet = true;
                decode(Urgency.SOON);
            }
        }
    }

    @Override
    public void goesOn() {
        synchronized (lock) {
            if (quiet && !finished) {
                quiet = false;
                speculated = null;
                partialTo = length;
            }
        }
    }

    @Override
    public void finish() {
        synchronized (lock) {
            if (finished || over) {
                return;
            }
            finished = true;
            if (speculated != null) {
                end(speculated);
            } else if (quiet && current != null) {
                pool.hurry(current);
            } else {
                decode(Urgency.FINAL);
            }
        }
        reports.tell();
    }

    @Override
    public void cancel() {
        synchronized (lock) {
            if (!over) {
                over = true;
                drop();
                whenOver.accept(this);
            }
        }
        reports.tell();
    }

    /** Ends it without words; the sentence is for the caller. */
    void fail(String reason) {
        synchronized (lock) {
            if (!over) {
                over = true;
                drop();
                whenOver.accept(this);
                reports.add(() -> listener.failed(reason));
            }
        }
        reports.tell();
    }

    @GuardedBy("lock")
    private void decode(Urgency urgency) {
        drop();
        Decode next = new Decode(urgency, length);
        current = next;
        pool.submit(next);
    }

    @GuardedBy("lock")
    private void drop() {
        if (current != null) {
            pool.abandon(current);
            current = null;
        }
    }

    @GuardedBy("lock")
    private void end(Words words) {
        over = true;
        whenOver.accept(this);
        Hypothesis heard =
                words.text().isEmpty()
                        ? Hypothesis.NOTHING
                        : new Hypothesis(words.text(), words.certain());
        reports.add(() -> listener.done(heard));
    }

    /** All words until now, of which the last may still change. */
    @GuardedBy("lock")
    private void take(Words all) {
        if (finished) {
            end(all);
            return;
        }
        if (quiet) {
            speculated = all;
        }
        if (!all.text().isEmpty()) {
            reports.add(() -> listener.partial(all.text()));
        }
    }

    /** All audio until now, from where words are settled. */
    private final class Decode extends DecodePool.Job {
        private final int to;

        Decode(Urgency urgency, int to) {
            super(urgency);
            this.to = to;
        }

        @Override
        void run() {
            try {
                short[] rest = rest();
                while (rest != null && rest.length > LONGEST_AT_ONCE) {
                    rest = settle(rest);
                }
                if (rest != null) {
                    told(ear.hear(rest, this::isAbandoned));
                }
            } catch (OrtException | RuntimeException | OutOfMemoryError failure) {
                log.atError().setCause(failure).log("speech recognition failed");
                if (isWanted()) {
                    fail("Speech recognition failed.");
                }
            }
        }

        private boolean isWanted() {
            synchronized (lock) {
                return this.equals(current);
            }
        }

        private short @Nullable [] rest() {
            synchronized (lock) {
                return isWanted() ? Arrays.copyOfRange(samples, settledTo, to) : null;
            }
        }

        /** Decodes the beginning of what is too long for once; gives what is left. */
        private short @Nullable [] settle(short[] rest) throws OrtException {
            float[] levels = new float[LATEST_CUT];
            for (int i = 0; i < levels.length; i++) {
                levels[i] = rest[i];
            }
            int cut = SpeechSpan.quietest(levels, EARLIEST_CUT, LATEST_CUT);
            Words words = ear.hear(Arrays.copyOf(rest, cut), this::isAbandoned);
            if (words == null) {
                told(null);
                return null;
            }
            synchronized (lock) {
                if (!isWanted()) {
                    return null;
                }
                settled = settled.and(words);
                settledTo += cut;
            }
            return Arrays.copyOfRange(rest, cut, rest.length);
        }

        /** Words of the rest; null when it was abandoned. */
        private void told(@Nullable Words rest) {
            synchronized (lock) {
                if (isWanted()) {
                    current = null;
                    if (rest != null) {
                        take(settled.and(rest));
                    }
                }
            }
            reports.tell();
        }
    }
}
