package dev.charla.test.time;

import dev.charla.conversation.function.ToolThreads;
import dev.charla.engine.response.SpeechThreads;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** {@link OrderedThreads} as the conversation and the engine ask for threads. */
public final class StagedThreads {
    private StagedThreads() {}

    /** For tools and guards. */
    public static ToolThreads forTools(OrderedThreads threads) {
        return new ToolThreads() {
            @Override
            public ToolThreads.Work start(String name, Runnable task) {
                return threads.start(name, task)::interrupt;
            }

            @Override
            public void await(BooleanSupplier happened, ToolThreads.Wait wait)
                    throws InterruptedException {
                threads.await(happened);
            }
        };
    }

    /** For answers and their sound. */
    public static SpeechThreads forSpeech(OrderedThreads threads) {
        return new SpeechThreads() {
            // Where it is asked for: that thread waits for it anyway.
            @Override
            public <T extends @Nullable Object> Future<T> submit(Callable<T> sentence) {
                var made = new CompletableFuture<T>();
                try {
                    made.complete(sentence.call());
                } catch (Exception | Error failure) {
                    made.completeExceptionally(failure);
                }
                return made;
            }

            @Override
            public void await(BooleanSupplier attempt, SpeechThreads.Wait wait)
                    throws InterruptedException {
                threads.await(attempt);
            }

            @Override
            public void pause(BooleanSupplier attempt, SpeechThreads.Wait wait)
                    throws InterruptedException {
                threads.await(attempt);
            }

            @Override
            public SpeechThreads.Work start(String name, Runnable task) {
                var started = threads.start(name, task);
                return new SpeechThreads.Work() {
                    @Override
                    public void interrupt() {
                        started.interrupt();
                    }

                    @Override
                    public boolean join(Duration patience) throws InterruptedException {
                        var late = new AtomicBoolean();
                        var timer = threads.timer(patience, () -> late.set(true));
                        try {
                            threads.await(() -> started.ended() || late.get());
                        } finally {
                            timer.cancel();
                        }
                        return started.ended();
                    }
                };
            }
        };
    }
}
