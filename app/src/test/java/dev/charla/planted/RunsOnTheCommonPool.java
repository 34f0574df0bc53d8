package dev.charla.planted;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;

/** Each line once. */
@SuppressWarnings("all") // each line is a mistake, on purpose
public final class RunsOnTheCommonPool {
    /** How many there are. */
    public static final int TIMES = 6;

    void run(CompletableFuture<String> future, Runnable task) {
        CompletableFuture.runAsync(task);
        CompletableFuture.supplyAsync(() -> "a");
        future.thenApplyAsync(text -> text + "b");
        ForkJoinPool.commonPool();
        List.of(1).parallelStream();
        List.of(1).stream().parallel();
    }
}
