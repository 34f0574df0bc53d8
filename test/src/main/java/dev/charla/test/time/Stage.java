package dev.charla.test.time;

import dev.charla.testkit.VirtualLoop;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * A loop in virtual time and the threads beside it, as one: nothing happens until the test lets
 * time pass, and then always in the same order. Confined to the thread of the test.
 */
public final class Stage implements AutoCloseable {
    private final VirtualLoop loop = new VirtualLoop();
    private final OrderedThreads threads;

    /**
     * A stage whose time begins at zero.
     *
     * @param patience how long a tool may run in real time
     */
    public Stage(Duration patience) {
        threads = new OrderedThreads(loop, patience);
    }

    /** The loop that the conversation lives on. */
    public VirtualLoop loop() {
        return loop;
    }

    /** The threads beside it. */
    public OrderedThreads threads() {
        return threads;
    }

    /** Time since the beginning. */
    public Duration now() {
        return loop.now();
    }

    /** Runs {@code task} on the loop, and all that follows from it without time passing. */
    public void run(Runnable task) {
        loop.execute(task);
        settle();
    }

    /**
     * Lets time pass until {@code condition} holds.
     *
     * @param limit of that time
     * @return whether it holds
     */
    public boolean runUntil(BooleanSupplier condition, Duration limit) {
        settle();
        var end = now().plus(limit);
        while (!condition.getAsBoolean()) {
            var left = end.minus(now());
            if (!left.isPositive()) {
                return false;
            }
            loop.step(left);
            settle();
        }
        return true;
    }

    /** Lets {@code time} pass. */
    public void pass(Duration time) {
        runUntil(() -> false, time);
    }

    private void settle() {
        loop.runUntilIdle();
        while (threads.runNext()) {
            loop.runUntilIdle();
        }
    }

    @Override
    public void close() {
        threads.close();
        loop.runUntilIdle();
    }
}
