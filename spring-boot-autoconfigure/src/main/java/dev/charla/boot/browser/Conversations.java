package dev.charla.boot.browser;

import dev.charla.boot.limits.Refusal;
import dev.charla.boot.limits.UsageLimits;
import dev.charla.boot.service.TargetSource;
import dev.charla.client.ServiceConnector;
import dev.charla.conversation.LiveConversation;
import dev.charla.conversation.control.Ending;
import dev.charla.conversation.options.ConversationObserver;
import dev.charla.conversation.options.ConversationOptions;
import dev.charla.conversation.page.CallerLeg;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens conversations for pages, and ends all of them when the server stops. Any thread. */
public final class Conversations implements AutoCloseable {
    /** Time for farewells when the server stops; a close frame needs one round trip. */
    private static final Duration FAREWELL = Duration.ofSeconds(2);

    private static final int NORMAL_CLOSE = 1000;

    private static final Logger LOG = LoggerFactory.getLogger(Conversations.class);

    private final Function<ConversationRequest, ConversationOptions> options;
    private final ServiceConnector connector;
    private final TargetSource target;
    private final Observers observers;
    private final UsageLimits limits;
    private final PageJson json = new PageJson();
    private final Map<String, Open> open = new ConcurrentHashMap<>();

    private static final Ending SIGNED_OUT =
            new Ending(
                    "signed_out",
                    "You have signed out, which ends your conversations. Sign in again to talk.",
                    false,
                    NORMAL_CLOSE);

    /** Makes what is told of a conversation that begins. */
    @FunctionalInterface
    interface Observers {
        /**
         * Called on the conversation's loop.
         *
         * @param tokens to be told what each answer used
         */
        ConversationObserver of(String id, ConversationRequest wish, LongConsumer tokens);
    }

    private record Open(LiveConversation conversation, SessionLoop loop, String signIn) {
        void endSoon(Ending ending) {
            loop.execute(() -> conversation.end(ending));
        }
    }

    Conversations(
            Function<ConversationRequest, ConversationOptions> options,
            ServiceConnector connector,
            TargetSource target,
            Observers observers,
            UsageLimits limits) {
        this.options = options;
        this.connector = connector;
        this.target = target;
        this.observers = observers;
        this.limits = limits;
    }

    /**
     * Begins a conversation on a socket. Called on the socket's loop, which is the conversation's
     * from then on.
     *
     * @param over called once, when the conversation is over; it may outlive the socket
     */
    SocketListener open(String id, ConversationRequest wish, PeerSocket socket, Runnable over) {
        UsageLimits.Meter meter = limits.begin(wish.visitor());
        if (meter == null) {
            over.run();
            socket.close(4429, "too_many_conversations");
            return SocketListener.DEAF;
        }
        PageSocket page =
                page(
                        socket,
                        leg ->
                                new LiveConversation(
                                        options.apply(wish),
                                        leg,
                                        connector,
                                        target.now(),
                                        socket.loop(),
                                        observers.of(id, wish, tokens -> count(id, meter, tokens))),
                        socket.loop());
        page.conversation()
                .whenOver(() -> {
                    open.remove(id);
                    meter.end();
                    over.run();
                    LOG.atInfo().addKeyValue("conversation", id).log("a conversation is over");
                });
        open.put(id, new Open(page.conversation(), socket.loop(), wish.visitor().signIn()));
        LOG.atInfo().addKeyValue("conversation", id).log("a conversation begins");
        page.conversation().start();
        return page;
    }

    /** Goes on with a conversation on another socket. Called on that socket's loop. */
    SocketListener resume(String id, PeerSocket socket) {
        Open conversation = open.get(id);
        if (conversation == null) {
            socket.close(4404, "unknown_conversation");
            return SocketListener.DEAF;
        }
        PageSocket page = page(socket, _ -> conversation.conversation(), conversation.loop());
        LOG.atInfo().addKeyValue("conversation", id).log("a conversation goes on");
        conversation
                .loop()
                .execute(() -> {
                    if (!conversation.conversation().callerBack(page)) {
                        page.close(4404, "unknown_conversation");
                    }
                });
        return page;
    }

    /** Ends a conversation that has used up what may be used today. On the conversation's loop. */
    private void count(String id, UsageLimits.Meter meter, long tokens) {
        Refusal refusal = meter.used(tokens);
        Open conversation = open.get(id);
        if (refusal != null && conversation != null) {
            conversation
                    .conversation()
                    .end(new Ending(refusal.code(), refusal.message(), false, NORMAL_CLOSE));
        }
    }

    private PageSocket page(
            PeerSocket socket,
            Function<CallerLeg, LiveConversation> conversations,
            SessionLoop loop) {
        return new PageSocket(
                socket, json, conversations, loop, new MessageAllowance(Ticker.system()));
    }

    /** Ends a conversation whose page has left, soon; does nothing when it is over. */
    void left(String id) {
        Open conversation = open.get(id);
        if (conversation != null) {
            conversation.endSoon(Ending.CALLER_GONE);
        }
    }

    /** Ends the conversations of one sign-in, soon. */
    void end(String signIn) {
        for (Open each : open.values()) {
            if (each.signIn().equals(signIn)) {
                each.endSoon(SIGNED_OUT);
            }
        }
    }

    /** Conversations that go on, also those that wait for their page. */
    public int count() {
        return open.size();
    }

    /** Ends every conversation with a word to its page. Blocks for a moment. */
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
                LOG.warn("some conversations could not be ended in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
