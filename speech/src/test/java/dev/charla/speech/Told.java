package dev.charla.speech;

import static org.assertj.core.api.Assertions.assertThat;

import dev.charla.engine.recognition.Hypothesis;
import dev.charla.engine.recognition.Recognizer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** Remembers what a recogniser told. */
final class Told implements Recognizer.Listener {
    final List<String> partials = new CopyOnWriteArrayList<>();
    private final CompletableFuture<String> end = new CompletableFuture<>();

    @Override
    public void partial(String text) {
        assertThat(end).isNotDone();
        partials.add(text);
    }

    @Override
    public void done(Hypothesis hypothesis) {
        assertThat(hypothesis.certain()).isFalse();
        assertThat(end.complete(hypothesis.text())).isTrue();
    }

    @Override
    public void failed(String reason) {
        assertThat(end.complete("failed: " + reason)).isTrue();
    }

    boolean isEnded() {
        return end.isDone();
    }

    /** The words, or the failure. */
    String end() throws Exception {
        return end.get(600, TimeUnit.SECONDS);
    }
}
