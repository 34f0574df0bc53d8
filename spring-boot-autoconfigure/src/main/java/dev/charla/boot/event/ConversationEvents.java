package dev.charla.boot.event;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.charla.loop.Ticker;
import dev.charla.wire.Episodes;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;

/**
 * Takes events off the loops of conversations, which nothing may hold up, and publishes them one
 * after the other. What does not fit any more, since listeners are that slow, is lost and told in
 * the log. Any thread.
 */
public final class ConversationEvents implements SmartLifecycle {
    /** Of some hundred bytes each: a thousand conversations that begin and end at once. */
    static final int MOST_WAITING = 2_000;

    /** For a listener that works when the application stops. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger(ConversationEvents.class);

    private final ApplicationEventPublisher publisher;
    private final BlockingQueue<Object> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final Episodes losses = new Episodes(Ticker.system());

    @GuardedBy("this")
    private @Nullable Thread thread;

    /** Publishes once it is started. */
    public ConversationEvents(ApplicationEventPublisher publisher) {
        this.publisher = publisher;
    }

    /** Has an event published soon. Returns at once. */
    public void publish(Object event) {
        if (!waiting.offer(event) && losses.begins()) {
            LOG.atWarn()
                    .addKeyValue("waiting", MOST_WAITING)
                    .log("listeners are too slow for the events of conversations; some are lost");
        }
    }

    private void publishAll() {
        try {
            while (true) {
                publishNow(waiting.take());
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void publishNow(Object event) {
        try {
            publisher.publishEvent(event);
        } catch (RuntimeException e) {
            LOG.atError()
                    .addKeyValue("event", event.getClass().getSimpleName())
                    .setCause(e)
                    .log("a listener failed at an event of a conversation");
        }
    }

    @Override
    public synchronized void start() {
        if (thread == null) {
            thread = Thread.ofVirtual().name("charla-events").start(this::publishAll);
        }
    }

    /** Publishes what waits, and nothing more. Blocks as long as listeners do, a while at most. */
    @Override
    public synchronized void stop() {
        Thread own = thread;
        if (own == null) {
            return;
        }
        thread = null;
        own.interrupt();
        try {
            own.join(PATIENCE);
            for (Object rest = waiting.poll(); rest != null; rest = waiting.poll()) {
                publishNow(rest);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return thread != null;
    }

    /** Stops after the conversations, which end with the highest phase, and the server. */
    @Override
    public int getPhase() {
        return 0;
    }
}
