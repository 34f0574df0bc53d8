package dev.charla.speech.moonshine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.charla.engine.recognition.Hypothesis;
import dev.charla.engine.recognition.Recognizer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Remembers what a recogniser told of one utterance. */
final class Told implements Recognizer.Listener {
    private final BlockingQueue<String> partials = new LinkedBlockingQueue<>();
    private final CompletableFuture<Hypothesis> end = new CompletableFuture<>();

    @Override
    public void partial(String text) {
        assertThat(end).isNotDone();
        partials.add(text);
    }

    @Override
    public void done(Hypothesis hypothesis) {
        assertThat(end.complete(hypothesis)).isTrue();
    }

    @Override
    public void failed(String reason) {
        assertThat(end.completeExceptionally(new AssertionError(reason))).isTrue();
    }

    @Nullable String nextPartial() throws InterruptedException {
        return partials.poll(60, TimeUnit.SECONDS);
    }

    boolean hasPartials() {
        return !partials.isEmpty();
    }

    boolean isEnded() {
        return end.isDone();
    }

    Hypothesis end() throws Exception {
        return end.get(120, TimeUnit.SECONDS);
    }

    String failure() throws Exception {
        return end.handle((_, failure) -> failure.getMessage()).get(60, TimeUnit.SECONDS);
    }
}
