package dev.charla.planted;

import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;
import reactor.core.publisher.Sinks;

/** Each line once. */
@SuppressWarnings("all") // each line is a mistake, on purpose
public final class HasQueuesWithoutBounds {
    /** How many there are. */
    public static final int QUEUES = 8;

    void make() {
        new LinkedBlockingQueue<String>();
        new LinkedBlockingQueue<>(List.of("a"));
        new LinkedBlockingDeque<String>();
        new ConcurrentLinkedQueue<String>();
        Supplier<LinkedBlockingQueue<String>> later = LinkedBlockingQueue::new;
        Executors.newFixedThreadPool(2);
        Executors.newSingleThreadExecutor();
        Sinks.many().unicast().onBackpressureBuffer();
    }
}
