package dev.charla.speech.bench;

import dev.charla.engine.recognition.Expected;
import dev.charla.engine.recognition.Hypothesis;
import dev.charla.engine.recognition.Recognizer;
import dev.charla.engine.recognition.RecognizerBusyException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for the words of one utterance, and notes when they came. */
final class Listener implements Recognizer.Listener {
    private static final int PATIENCE_SECONDS = 120;

    private final CompletableFuture<Outcome> end = new CompletableFuture<>();

    /**
     * How it ended.
     *
     * @param atNanos of {@link System#nanoTime}
     */
    record Outcome(String words, boolean failed, long atNanos) {}

    /** Has samples heard as fast as they can be. */
    static String hear(Recognizer ears, short[] samples, String language)
            throws InterruptedException {
        Listener listener = new Listener();
        try {
            Recognizer.Utterance utterance = ears.open(listener, Expected.in(language));
            utterance.audio(samples, 0, samples.length);
            utterance.finish();
            return listener.await().words();
        } catch (RecognizerBusyException e) {
            throw new IllegalStateException(e);
        }
    }

    Outcome await() throws InterruptedException {
        try {
            return end.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            return new Outcome("", true, System.nanoTime());
        }
    }

    @Override
    public void partial(String text) {}

    @Override
    public void done(Hypothesis hypothesis) {
        end.complete(new Outcome(hypothesis.text(), false, System.nanoTime()));
    }

    @Override
    public void failed(String reason) {
        end.complete(new Outcome("", true, System.nanoTime()));
    }
}
