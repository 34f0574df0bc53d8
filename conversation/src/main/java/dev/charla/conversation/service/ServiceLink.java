package dev.charla.conversation.service;

import dev.charla.client.CloseCause;
import dev.charla.client.CloseCause.Retry;
import dev.charla.client.ServiceClosed;
import dev.charla.client.ServiceConnection;
import dev.charla.client.ServiceConnector;
import dev.charla.client.ServiceListener;
import dev.charla.client.ServiceTarget;
import dev.charla.conversation.control.ConversationControl;
import dev.charla.conversation.control.Ending;
import dev.charla.conversation.options.Continuity;
import dev.charla.conversation.options.ConversationLimits;
import dev.charla.conversation.options.ConversationOptions;
import dev.charla.loop.SessionLoop;
import dev.charla.protocol.event.ErrorEvent;
import dev.charla.protocol.event.ServerEvent;
import dev.charla.protocol.event.SessionEvent;
import dev.charla.protocol.request.ClientEvent;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The way to the service: one connection after another, of which one is the conversation's. A
 * connection that breaks is followed by another, soon at first, then less and less often, until the
 * service is back or the time for it is up. A session that nears its end is replaced in a quiet
 * moment: the next one is opened beside it and told what was said; the conversation changes over
 * when it stands.
 *
 * <p>Confined to the session's loop.
 */
public final class ServiceLink {
    private static final int NORMAL_CLOSE = 1000;
    private static final Duration FIRST_WAIT = Duration.ofMillis(500);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(8);

    /**
     * A service that ends drops all its sessions at once. Their conversations come back spread over
     * this time, which a caller hardly notices; a thousand of them are four for each millisecond.
     */
    private static final Duration AT_ONCE_WITHIN = Duration.ofMillis(250);

    /** When a service says when to come back, it says the same to all. */
    private static final double LATER_BY = 0.25;

    /** A service that drops every new session soon is as good as one that cannot be reached. */
    private static final Duration STABLE = Duration.ofSeconds(30);

    /** The service's documented longest; taken too when the clocks of both sides disagree. */
    private static final Duration LONGEST_SESSION = Duration.ofMinutes(60);

    private final ConversationControl control;
    private final ServiceConnector connector;
    private final ServiceTarget target;
    private final SessionLoop loop;
    private final ConversationLimits limits;
    private final Continuity continuity;
    private final Listener listener;
    private final Renewal renewal;

    private @Nullable Attempt current;
    private @Nullable Attempt standby;

    /**
     * The conversation that an agent keeps of this conversation; null where there is none to go on
     * with.
     */
    private @Nullable String thread;

    /** Whether the service would not go on with one: it is told what was said instead. */
    private boolean threadRefused;

    /** Since when the service is tried to be reached again; null while all is well. */
    private @Nullable Long troubleSinceNanos;

    private int attempts;
    private SessionLoop.@Nullable Timer stable;

    public ServiceLink(
            ConversationControl control,
            ServiceConnector connector,
            ServiceTarget target,
            SessionLoop loop,
            ConversationOptions options,
            Listener listener) {
        this.control = control;
        this.connector = connector;
        this.target = target;
        this.loop = loop;
        this.limits = options.limits();
        this.continuity = options.continuity();
        this.listener = listener;
        this.renewal = new Renewal(control, continuity.renewBefore(), new NextSession());
    }

    /** Told what happens to the conversation's connection. */
    interface Listener {
        /** A connection stands: it is to be told the settings. */
        void opened(Leg leg);

        /** The conversation's session said something. */
        void event(ServerEvent event);

        /** This session may have been told less than was said. */
        void catchUp(Leg leg);

        /** Whether neither side says or does anything, or is about to. */
        boolean quiet();

        /** Whether neither side says anything, or is about to, whatever tools do. */
        boolean still();

        /** The conversation has lost the service; may be called again while it is being reached. */
        void lost(CloseCause cause);

        /** The conversation goes on over this connection, in the same state as before. */
        void changedOver(Leg leg);

        /** A session is about to be replaced, or is not after all. */
        void changing(boolean soon);
    }

    /** Opens the first connection. */
    public void connect() {
        current = new Attempt();
        current.start();
    }

    /**
     * Sends to the conversation's session.
     *
     * @return false when it was not taken: then the connection is as good as lost
     */
    public boolean send(ClientEvent event) {
        return current != null && current.send(event);
    }

    /** The conversation's connection; null before there is one. */
    public @Nullable ServiceConnection connection() {
        return current == null ? null : current.connection;
    }

    /** The service has accepted the settings of the conversation's session. */
    public void ready() {
        if (current != null) {
            current.ready = true;
        }
        if (troubleSinceNanos != null && stable == null) {
            stable = control.after(STABLE, this::recovered);
        }
    }

    /** Tells the conversation's session what it was not told yet of what came before it. */
    public void catchUp() {
        if (current != null) {
            listener.catchUp(current);
        }
    }

    /**
     * The settings are others now, and the present session was told: one that was being opened was
     * not, and is opened again.
     */
    public void settingsChanged() {
        dropStandby();
        renewal.failed();
    }

    /** Has a session with the present settings take over, as soon as it stands and it is still. */
    public void replace() {
        dropStandby();
        renewal.now();
    }

    private void dropStandby() {
        var former = standby;
        standby = null;
        if (former != null && !former.over) {
            former.over = true;
            former.close(NORMAL_CLOSE, "settings_changed");
        }
    }

    /** The conversation's connection is of no use any more, though it may not know that yet. */
    public void broken(CloseCause cause) {
        if (current != null) {
            current.abandon(cause);
        }
    }

    /** Closes everything. */
    public void close(int code, String reason) {
        renewal.stop();
        for (var attempt : new Attempt[] {standby, current}) {
            if (attempt != null && !attempt.over) {
                attempt.over = true;
                attempt.close(code, reason);
            }
        }
    }

    private void recovered() {
        stable = null;
        troubleSinceNanos = null;
        attempts = 0;
    }

    private void lost(ServiceClosed closed) {
        renewal.stop();
        if (stable != null) {
            stable.cancel();
            stable = null;
        }
        if (!control.state().joined()) {
            control.finish(Ending.of(closed));
            return;
        }
        if (troubleSinceNanos == null) {
            troubleSinceNanos = control.nanos();
        }
        var next = standby;
        if (next != null && next.ready) {
            listener.lost(closed.cause());
            standby = null;
            changeOver(next);
            listener.catchUp(next);
            listener.event(next.accepted());
        } else if (closed.cause().retry() == Retry.NEVER) {
            control.finish(Ending.of(closed));
        } else {
            listener.lost(closed.cause());
            again(closed);
        }
    }

    /** Tries again after a while, unless the time for it is up. */
    private void again(ServiceClosed closed) {
        var wait = wait(closed);
        long since = troubleSinceNanos == null ? control.nanos() : troubleSinceNanos;
        long gone = control.nanos() - since;
        if (gone + wait.toNanos() > continuity.reconnectFor().toNanos()) {
            control.finish(Ending.of(closed));
            return;
        }
        attempts++;
        var _ = control.after(wait, this::connectAgain);
    }

    private Duration wait(ServiceClosed closed) {
        double spread = continuity.spread().getAsDouble();
        if (attempts == 0 && closed.cause().retry() == Retry.AT_ONCE) {
            return times(AT_ONCE_WITHIN, spread);
        }
        long doubled = FIRST_WAIT.toNanos() << Math.min(Math.max(attempts - 1, 0), 10);
        var wait =
                times(
                        Duration.ofNanos(Math.min(doubled, LONGEST_WAIT.toNanos())),
                        0.75 + spread / 2);
        var asked = closed.retryAfter();
        return asked != null && asked.compareTo(wait) > 0
                ? times(asked, 1 + spread * LATER_BY)
                : wait;
    }

    private static Duration times(Duration time, double factor) {
        return Duration.ofNanos((long) (time.toNanos() * factor));
    }

    private void connectAgain() {
        if (standby != null) {
            current = standby; // it is on its way already
            standby = null;
        } else {
            connect();
        }
    }

    private void changeOver(Attempt next) {
        var former = current;
        current = next;
        if (former != null && !former.over) {
            former.over = true;
            former.close(NORMAL_CLOSE, "renewed");
        }
        thread = next.ownThread;
        renewal.began(next.endsNanos);
    }

    /** One connection and the session on it. */
    private final class Attempt implements ServiceListener, Leg {
        private final Set<String> told = new HashSet<>();
        private @Nullable ServiceConnection connection;
        private @Nullable ServerEvent accepted;
        private @Nullable Long endsNanos;

        /** The agent's conversation that was asked for. */
        private final @Nullable String askedThread = threadRefused ? null : thread;

        /** The one that this session has. */
        private @Nullable String ownThread;

        private boolean created;
        private boolean ready;
        private boolean over;

        void start() {
            var to = askedThread == null ? target : target.goingOnWith(askedThread);
            connection = connector.connect(to, loop, this);
            var _ =
                    control.after(
                            limits.connect(),
                            () -> {
                                if (!ready && !over && control.state().joined()) {
                                    abandon(CloseCause.FIRST_EVENT_TIMEOUT);
                                }
                            });
        }

        void close(int code, String reason) {
            if (connection != null) {
                connection.close(code, reason);
            }
        }

        void abandon(CloseCause cause) {
            if (!over) {
                close(NORMAL_CLOSE, cause.wireCode());
                closed(ServiceClosed.of(cause));
            }
        }

        ServerEvent accepted() {
            if (accepted == null) {
                throw new IllegalStateException("a session that is ready was accepted");
            }
            return accepted;
        }

        @Override
        public boolean send(ClientEvent event) {
            return connection != null && connection.send(event);
        }

        @Override
        public ServiceConnection connection() {
            if (connection == null) {
                throw new IllegalStateException("a leg is used once it is open");
            }
            return connection;
        }

        @Override
        public boolean tell(String item) {
            return told.add(item);
        }

        @Override
        public void opened(ServiceConnection opened) {
            if (!over) {
                connection = opened;
                listener.opened(this);
                if (askedThread == null) {
                    listener.catchUp(this);
                }
            }
        }

        @Override
        public void event(ServerEvent event) {
            if (over) {
                return;
            }
            if (event instanceof SessionEvent.Created first) {
                began(first);
            } else if (event instanceof ErrorEvent && askedThread != null && !created) {
                againWithoutThread();
                close(NORMAL_CLOSE, "without_thread");
                return;
            }
            if (this == current) {
                listener.event(event);
            } else if (event instanceof SessionEvent.Updated) {
                accepted = event;
                ready = true;
                renewal.stands();
            }
        }

        @Override
        public void closed(ServiceClosed closed) {
            if (over) {
                return;
            }
            over = true;
            if (refusesThread(closed.cause())) {
                againWithoutThread();
            } else if (this == current) {
                lost(closed);
            } else if (this == standby) {
                standby = null;
                renewal.failed();
            }
        }

        @Override
        public boolean continues() {
            return askedThread != null && askedThread.equals(ownThread);
        }

        private void began(SessionEvent.Created first) {
            created = true;
            endsNanos = end(first);
            var agent = first.session().agent();
            ownThread = agent == null ? null : agent.threadId();
            if (this == current) {
                thread = ownThread;
                renewal.began(endsNanos);
            }
            if (askedThread != null) {
                listener.catchUp(this);
            }
        }

        /** Whether it may have been the conversation asked for that was not taken. */
        private boolean refusesThread(CloseCause cause) {
            return askedThread != null
                    && !created
                    && switch (cause) {
                        case REFUSED_REQUEST, REFUSED_NOT_FOUND, REFUSED_OTHER, SERVER_CLOSED ->
                                true;
                        default -> false;
                    };
        }

        private void againWithoutThread() {
            over = true;
            threadRefused = true;
            var next = new Attempt();
            if (this == standby) {
                standby = next;
            } else {
                current = next;
            }
            next.start();
        }

        private @Nullable Long end(SessionEvent.Created created) {
            var at = created.session().expiresAt();
            if (at == null) {
                return null;
            }
            var left = Duration.between(continuity.clock().instant(), at);
            boolean believable = left.isPositive() && left.compareTo(LONGEST_SESSION) <= 0;
            return control.nanos() + (believable ? left : LONGEST_SESSION).toNanos();
        }
    }

    private final class NextSession implements Renewal.Sessions {
        @Override
        public boolean quiet() {
            return listener.quiet();
        }

        @Override
        public boolean still() {
            return listener.still();
        }

        @Override
        public void open() {
            listener.changing(true);
            standby = new Attempt();
            standby.start();
        }

        @Override
        public void changeOver() {
            var next = standby;
            if (next == null) {
                return;
            }
            standby = null;
            ServiceLink.this.changeOver(next);
            listener.changedOver(next);
        }

        @Override
        public void giveUp() {
            listener.changing(false);
        }

        @Override
        public void timeIsUp() {
            broken(CloseCause.SERVER_CLOSED);
        }
    }
}
