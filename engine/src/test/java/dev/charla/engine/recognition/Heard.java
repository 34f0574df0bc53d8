package dev.charla.engine.recognition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Remembers what a recogniser told. */
final class Heard implements Recognizer.Listener {
    private final List<String> partials = new CopyOnWriteArrayList<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile @Nullable Hypothesis result;
    private volatile @Nullable String failure;

    @Override
    public void partial(String text) {
        assertThat(isEnded()).isFalse();
        partials.add(text);
    }

    @Override
    public void done(Hypothesis hypothesis) {
        assertThat(isEnded()).isFalse();
        result = hypothesis;
        ended.countDown();
    }

    @Override
    public void failed(String reason) {
        assertThat(isEnded()).isFalse();
        failure = reason;
        ended.countDown();
    }

    void await() throws InterruptedException {
        assertThat(ended.await(600, TimeUnit.SECONDS)).isTrue();
    }

    boolean isEnded() {
        return ended.getCount() == 0;
    }

    List<String> partials() {
        return partials;
    }

    Hypothesis result() {
        return Objects.requireNonNull(result);
    }

    String failure() {
        return Objects.requireNonNull(failure);
    }
}
