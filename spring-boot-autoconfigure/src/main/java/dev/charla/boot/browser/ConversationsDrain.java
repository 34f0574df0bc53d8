package dev.charla.boot.browser;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Ends the open conversations when the server stops, while it can still tell them so: its sockets
 * go in a later phase. Until then they may go on for a while, so that a new release cuts few of
 * them.
 */
final class ConversationsDrain implements SmartLifecycle {
    private static final long LOOK_AGAIN_MS = 100;

    private static final Logger LOG = LoggerFactory.getLogger(ConversationsDrain.class);

    private final Conversations conversations;
    private final Duration patience;
    private volatile boolean running; // read by the thread that stops the context

    ConversationsDrain(Conversations conversations, Duration patience) {
        this.conversations = conversations;
        this.patience = patience;
    }

    @Override
    public void start() {
        running = true;
    }

    /** Blocks for as long as the conversations may go on, and a moment. */
    @Override
    public void stop() {
        running = false;
        if (conversations.count() > 0) {
            LOG.atInfo()
                    .addKeyValue("conversations", conversations.count())
                    .log("open conversations may come to their end");
            awaitEnd();
        }
        conversations.close();
    }

    private void awaitEnd() {
        try {
            for (long left = patience.toMillis();
                    left > 0 && conversations.count() > 0;
                    left -= LOOK_AGAIN_MS) {
                TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Higher phases stop first, and that of the server's own graceful end is 1024 lower. */
    @Override
    public int getPhase() {
        return SmartLifecycle.DEFAULT_PHASE;
    }
}
