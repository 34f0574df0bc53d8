package dev.charla.app.browser;

import dev.charla.agent.CallerLeg;
import dev.charla.agent.Conversation;
import dev.charla.agent.ConversationObserver;
import dev.charla.agent.ConversationOptions;
import dev.charla.agent.Ending;
import dev.charla.app.limits.Refusal;
import dev.charla.app.limits.TalkLimits;
import dev.charla.client.ServiceConnector;
import dev.charla.client.ServiceTarget;
import dev.charla.loop.SessionLoop;
import dev.charla.loop.Ticker;
import dev.charla.wire.PeerSocket;
import dev.charla.wire.SocketListener;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens conversations for pages, and ends all of them when the server stops. Any thread. */
final class Talks implements AutoCloseable {
    /** Time for farewells when the server stops; a close frame needs one round trip. */
    private static final Duration FAREWELL = Duration.ofSeconds(2);

    private static final int NORMAL_CLOSE = 1000;

    private static final Logger LOG = LoggerFactory.getLogger(Talks.class);

    private final Function<TalkRequest, ConversationOptions> options;
    private final ServiceConnector connector;
    private final Supplier<ServiceTarget> target;
    private final Function<LongConsumer, ConversationObserver> observers;
    private final TalkLimits limits;
    private final PageJson json = new PageJson();
    private final Map<String, Open> open = new ConcurrentHashMap<>();

    private static final Ending SIGNED_OUT =
            new Ending(
                    "signed_out",
                    "You have signed out, which ends your talks. Sign in again to talk.",
                    false,
                    NORMAL_CLOSE);

    private record Open(Conversation conversation, SessionLoop loop, String signIn) {
        void endSoon(Ending ending) {
            loop.execute(() -> conversation.end(ending));
        }
    }

    Talks(
            Function<TalkRequest, ConversationOptions> options,
            ServiceConnector connector,
            Supplier<ServiceTarget> target,
            Function<LongConsumer, ConversationObserver> observers,
            TalkLimits limits) {
        this.options = options;
        this.connector = connector;
        this.target = target;
        this.observers = observers;
        this.limits = limits;
    }

    /**
     * Begins a talk on a socket. Called on the socket's loop, which is the talk's from then on.
     *
     * @param over called once, when the talk is over; it may outlive the socket
     */
    SocketListener open(String id, TalkRequest wish, PeerSocket socket, Runnable over) {
        TalkLimits.Meter meter = limits.begin(wish.visitor());
        if (meter == null) {
            over.run();
            socket.close(4429, "too_many_talks");
            return SocketListener.DEAF;
        }
        PageSocket page =
                page(
                        socket,
                        leg ->
                                new Conversation(
                                        options.apply(wish),
                                        leg,
                                        connector,
                                        target.get(),
                                        socket.loop(),
                                        observers.apply(tokens -> count(id, meter, tokens))),
                        socket.loop());
        page.conversation()
                .whenOver(() -> {
                    open.remove(id);
                    meter.end();
                    over.run();
                    LOG.atInfo().addKeyValue("talk", id).log("a talk is over");
                });
        open.put(id, new Open(page.conversation(), socket.loop(), wish.visitor().signIn()));
        LOG.atInfo().addKeyValue("talk", id).log("a talk begins");
        page.conversation().start();
        return page;
    }

    /** Goes on with a talk on another socket. Called on that socket's loop. */
    SocketListener resume(String id, PeerSocket socket) {
        Open talk = open.get(id);
        if (talk == null) {
            socket.close(4404, "unknown_session");
            return SocketListener.DEAF;
        }
        PageSocket page = page(socket, _ -> talk.conversation(), talk.loop());
        LOG.atInfo().addKeyValue("talk", id).log("a talk goes on");
        talk.loop()
                .execute(() -> {
                    if (!talk.conversation().callerBack(page)) {
                        page.close(4404, "unknown_session");
                    }
                });
        return page;
    }

    /** Ends a talk that has used up what may be used today. On the talk's loop. */
    private void count(String id, TalkLimits.Meter meter, long tokens) {
        Refusal refusal = meter.used(tokens);
        Open talk = open.get(id);
        if (refusal != null && talk != null) {
            talk.conversation()
                    .end(new Ending(refusal.code(), refusal.message(), false, NORMAL_CLOSE));
        }
    }

    private PageSocket page(
            PeerSocket socket, Function<CallerLeg, Conversation> conversations, SessionLoop loop) {
        return new PageSocket(
                socket, json, conversations, loop, new MessageAllowance(Ticker.system()));
    }

    /** Ends a talk whose page has left, soon; does nothing when it is over. */
    void left(String id) {
        Open talk = open.get(id);
        if (talk != null) {
            talk.endSoon(Ending.CALLER_GONE);
        }
    }

    /** Ends the talks of one sign-in, soon. */
    void end(String signIn) {
        for (Open each : open.values()) {
            if (each.signIn().equals(signIn)) {
                each.endSoon(SIGNED_OUT);
            }
        }
    }

    /** Talks that go on, also those that wait for their page. */
    int count() {
        return open.size();
    }

    /** Ends every talk with a word to its page. Blocks for a moment. */
    @Override
    public void close() {
        List<Open> all = List.copyOf(open.values());
        CountDownLatch told = new CountDownLatch(all.size());
        for (Open each : all) {
            try {
                each.loop()
                        .execute(() -> {
                            each.conversation().end(Ending.SHUTTING_DOWN);
                            told.countDown();
                        });
            } catch (RejectedExecutionException stopped) {
                told.countDown(); // its loop is gone, and its sockets with it
            }
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
