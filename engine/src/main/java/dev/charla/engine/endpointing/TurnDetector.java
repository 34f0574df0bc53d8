package dev.charla.engine.endpointing;

import java.time.Duration;
import java.util.BitSet;

/**
 * Detects where turns begin and end in a stream of frames, on the audio clock: the same frames give
 * the same turns, however fast they arrive.
 *
 * <p>An onset requires speech in nearly all frames of the last {@link TurnDetectorOptions#speech};
 * an offset requires speech in nearly none of the last {@link TurnDetectorOptions#silence}. A few
 * outliers do not matter, so clicks do not begin a turn and lip noise does not prolong one. Within
 * a turn the threshold is lower (hysteresis), because the probability flickers at word ends.
 *
 * <p>Confined to the session's loop.
 */
public final class TurnDetector {
    /** Share of speech frames for an onset: 5 of 6 measured best. */
    private static final double ONSET_SHARE = 5.0 / 6;

    /** Share of speech frames that an offset tolerates: 3 of 30. */
    private static final double OFFSET_SHARE = 0.1;

    /** How much lower the threshold is within a turn, as in common detectors. */
    private static final double HYSTERESIS = 0.15;

    /**
     * Maximum of that reduction as a share of the threshold; otherwise a low threshold would take
     * silence for speech.
     */
    private static final double HYSTERESIS_SHARE = 0.5;

    /**
     * Minimum probability of speech, however low the threshold. For digital silence detectors
     * return about 1e-5, not 0, and if silence counted as speech, a turn would never end.
     */
    static final double LEAST = 0.01;

    private static final int FRAME_MS =
            1_000 * SpeechDetector.FRAME_SAMPLES / SpeechDetector.SAMPLE_RATE_HZ;

    private final SpeechDetector detector;
    private TurnDetectorOptions options;
    private Window onset;
    private Window offset;
    private boolean speaking;
    private long frames;
    private long lastSpeechFrame = -1;
    private long firstSpeechFrame;
    private long voicedFrames;
    private long earliestStartMs;

    public TurnDetector(SpeechDetector detector, TurnDetectorOptions options) {
        this.detector = detector;
        this.options = options;
        this.onset = new Window(frameCount(options.speech()));
        this.offset = new Window(frameCount(options.silence()));
    }

    /** The effect of a frame. */
    public sealed interface Verdict {
        /** Nothing changed. */
        record Unchanged() implements Verdict {}

        /**
         * Onset.
         *
         * @param startMs where the turn's audio begins, padding included, in ms of audio since the
         *     session began
         */
        record Onset(long startMs) implements Verdict {}

        /**
         * Offset.
         *
         * @param endMs where its audio ends, the silence included
         * @param silence time since the last speech, on the audio clock
         * @param voiced how much of the turn was speech
         */
        record Offset(long endMs, Duration silence, Duration voiced) implements Verdict {}
    }

    private static final Verdict UNCHANGED = new Verdict.Unchanged();

    /**
     * Processes the next frame.
     *
     * @param frame at least {@code at + SpeechDetector.FRAME_SAMPLES} samples; not kept
     */
    public Verdict accept(short[] frame, int at) {
        double probability = detector.speechProbability(frame, at);
        boolean speech = probability >= (speaking ? keepsGoing() : begins());
        onset.add(speech);
        offset.add(speech);
        frames++;
        if (speech) {
            lastSpeechFrame = frames - 1;
            voicedFrames++;
        }
        return speaking ? whileSpeaking() : whileSilent(speech);
    }

    /** Threshold for an onset. */
    private double begins() {
        return Math.max(LEAST, options.threshold());
    }

    /** Threshold within a turn. */
    private double keepsGoing() {
        double threshold = options.threshold();
        double drop = Math.min(HYSTERESIS, HYSTERESIS_SHARE * threshold);
        return Math.max(LEAST, threshold - drop);
    }

    private Verdict whileSilent(boolean speech) {
        if (onset.count() == 0) {
            voicedFrames = 0;
        }
        if (!speech || !onset.isFull() || onset.count() < onset.size() * ONSET_SHARE) {
            return UNCHANGED;
        }
        speaking = true;
        firstSpeechFrame = frames - onset.sinceOldestSpeech();
        long start = firstSpeechFrame * FRAME_MS - options.prefixPadding().toMillis();
        return new Verdict.Onset(Math.max(start, earliestStartMs));
    }

    private Verdict whileSpeaking() {
        // The window may still hold frames from before the onset; they do not make a silence.
        boolean longEnough = frames - firstSpeechFrame >= offset.size();
        if (!longEnough || offset.count() > offset.size() * OFFSET_SHARE) {
            return UNCHANGED;
        }
        long endMs = positionMs();
        Verdict verdict =
                new Verdict.Offset(
                        endMs,
                        Duration.ofMillis((frames - 1 - lastSpeechFrame) * FRAME_MS),
                        Duration.ofMillis(voicedFrames * FRAME_MS));
        endTurn();
        return verdict;
    }

    /** Ends the current turn here, as a manual commit does. */
    public void endTurn() {
        speaking = false;
        earliestStartMs = positionMs();
        onset.clear();
        offset.clear();
        voicedFrames = 0;
    }

    /** Changes the settings from the next frame on; a current turn continues with them. */
    public void use(TurnDetectorOptions changed) {
        if (!changed.speech().equals(options.speech())) {
            onset = new Window(frameCount(changed.speech()));
        }
        if (!changed.silence().equals(options.silence())) {
            offset = new Window(frameCount(changed.silence()));
            firstSpeechFrame = speaking ? frames : firstSpeechFrame;
        }
        options = changed;
    }

    /** Whether a turn is in progress. */
    public boolean isSpeaking() {
        return speaking;
    }

    /** Whether the last frame was speech. */
    public boolean hearsSpeech() {
        return frames > 0 && lastSpeechFrame == frames - 1;
    }

    /** Processed audio, in ms. */
    public long positionMs() {
        return frames * FRAME_MS;
    }

    /** Frees the detector. */
    public void close() {
        detector.close();
    }

    private static int frameCount(Duration length) {
        return Math.max(1, (int) ((length.toMillis() + FRAME_MS - 1) / FRAME_MS));
    }

    /** The last so many frames, and how many of them were speech. */
    private static final class Window {
        private final BitSet bits = new BitSet();
        private final int size;
        private int next;
        private int filled;
        private int count;

        Window(int size) {
            this.size = size;
        }

        void add(boolean speech) {
            if (filled == size && bits.get(next)) {
                count--;
            }
            bits.set(next, speech);
            next = (next + 1) % size;
            filled = Math.min(size, filled + 1);
            if (speech) {
                count++;
            }
        }

        void clear() {
            bits.clear();
            next = 0;
            filled = 0;
            count = 0;
        }

        /** How many frames back the oldest speech lies, the frame itself included. */
        int sinceOldestSpeech() {
            for (int back = filled; back > 0; back--) {
                if (bits.get(Math.floorMod(next - back, size))) {
                    return back;
                }
            }
            return 0;
        }

        boolean isFull() {
            return filled == size;
        }

        int count() {
            return count;
        }

        int size() {
            return size;
        }
    }
}
