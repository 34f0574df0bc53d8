package dev.charla.app.browser;

import dev.charla.agent.CallerLeg;
import dev.charla.agent.Conversation;
import dev.charla.agent.ConversationObserver;
import dev.charla.agent.ConversationOptions;
import dev.charla.agent.Ending;
import dev.charla.app.net.PeerSocket;
import dev.charla.app.net.SocketListener;
import dev.charla.client.ServiceConnector;
import dev.charla.client.ServiceTarget;
import dev.charla.loop.SessionLoop;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Opens conversations for pages, and ends all of them when the server stops. Any thread. */
final class Talks implements AutoCloseable {
    /** Time for farewells when the server stops; a close frame needs one round trip. */
    private static final Duration FAREWELL = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger(Talks.class);

    private final Function<TalkRequest, ConversationOptions> options;
    private final ServiceConnector connector;
    private final Supplier<ServiceTarget> target;
    private final Supplier<ConversationObserver> observers;
    private final JsonMapper json =
            JsonMapper.builder()
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .build();
    private final Map<String, Open> open = new ConcurrentHashMap<>();

    private record Open(Conversation conversation, SessionLoop loop) {}

    Talks(
            Function<TalkRequest, ConversationOptions> options,
            ServiceConnector connector,
            Supplier<ServiceTarget> target,
            Supplier<ConversationObserver> observers) {
        this.options = options;
        this.connector = connector;
        this.target = target;
        this.observers = observers;
    }

    /** Begins a talk on a socket. Called on the socket's loop. */
    SocketListener open(String id, TalkRequest wish, PeerSocket socket, Runnable released) {
        Function<CallerLeg, Conversation> conversations =
                leg ->
                        new Conversation(
                                options.apply(wish),
                                leg,
                                connector,
                                target.get(),
                                socket.loop(),
                                observers.get());
        PageSocket page =
                new PageSocket(
                        socket,
                        json,
                        conversations,
                        () -> {
                            open.remove(id);
                            released.run();
                            LOG.atInfo().addKeyValue("talk", id).log("a talk is over");
                        });
        open.put(id, new Open(page.conversation(), socket.loop()));
        LOG.atInfo().addKeyValue("talk", id).log("a talk begins");
        page.conversation().start();
        return page;
    }

    /** Talks that are open. */
    int count() {
        return open.size();
    }

    /** Ends every talk with a word to its page. Blocks for a moment. */
    @Override
    public void close() {
        CountDownLatch told = new CountDownLatch(open.size());
        for (Open each : open.values()) {
            each.loop()
                    .execute(() -> {
                        each.conversation().end(Ending.SHUTTING_DOWN);
                        told.countDown();
                    });
        }
        try {
            if (!told.await(FAREWELL.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("some talks could not be ended in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
