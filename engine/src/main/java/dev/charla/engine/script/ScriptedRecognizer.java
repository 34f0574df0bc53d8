package dev.charla.engine.script;

import dev.charla.engine.recognition.Hypothesis;
import dev.charla.engine.recognition.Recognizer;
import dev.charla.engine.script.Script.Turn;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** Hears what the script says. For one session; used on its loop. */
final class ScriptedRecognizer implements Recognizer {
    /** Speech between two partial results, on the audio's time. */
    private static final int PARTIAL_EVERY_SAMPLES = SAMPLE_RATE_HZ / 5;

    private final ScriptRun run;
    private final BooleanSupplier onlyNoise;

    /**
     * @param onlyNoise whether what is being heard is noise of the script's
     */
    ScriptedRecognizer(ScriptRun run, BooleanSupplier onlyNoise) {
        this.run = run;
        this.onlyNoise = onlyNoise;
    }

    @Override
    public Utterance open(Listener listener) {
        return new Scripted(listener);
    }

    @Override
    public Set<String> languages() {
        return Set.of("en-US");
    }

    private final class Scripted implements Utterance {
        private final Listener listener;
        private int samples;
        private int told;
        private boolean over;

        Scripted(Listener listener) {
            this.listener = listener;
        }

        @Override
        public void audio(short[] heard, int offset, int length) {
            samples += length;
            if (!over && !onlyNoise.getAsBoolean()) {
                tell(samples / PARTIAL_EVERY_SAMPLES);
            }
        }

        private void tell(int due) {
            List<String> partials = run.upcoming().map(Turn::partials).orElse(List.of());
            while (told < Math.min(due, partials.size())) {
                // Words are passed on once they were heard twice.
                listener.partial(partials.get(told));
                listener.partial(partials.get(told));
                told++;
            }
        }

        @Override
        public void finish() {
            if (over) {
                return;
            }
            over = true;
            if (onlyNoise.getAsBoolean()) {
                listener.done(Hypothesis.NOTHING);
                return;
            }
            tell(Integer.MAX_VALUE);
            Optional<Turn> turn = run.begin();
            Duration delay = turn.map(Turn::transcriptDelay).orElse(Duration.ZERO);
            if (delay.isZero()) {
                end(turn);
            } else {
                run.loop().after(delay, () -> end(turn));
            }
        }

        private void end(Optional<Turn> turn) {
            if (turn.isEmpty()) {
                listener.failed("The script has no more turns.");
                return;
            }
            Optional<String> failure = turn.get().hearingFails();
            Optional<String> heard = turn.get().heard();
            if (failure.isPresent()) {
                listener.failed(failure.get());
            } else if (heard.isPresent()) {
                String words = heard.get();
                listener.done(words.isEmpty() ? Hypothesis.NOTHING : new Hypothesis(words, true));
            } else {
                listener.failed(
                        "The script's turn on line "
                                + turn.get().line()
                                + " has nothing 'heard', and the caller spoke.");
            }
        }

        @Override
        public void cancel() {
            over = true;
        }
    }
}
