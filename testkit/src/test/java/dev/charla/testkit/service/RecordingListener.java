package dev.charla.testkit.service;

import dev.charla.client.ServiceClosed;
import dev.charla.client.ServiceConnection;
import dev.charla.client.ServiceListener;
import dev.charla.loop.SessionLoop;
import dev.charla.protocol.event.ServerEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Keeps what a connection tells and lets the test's thread wait for it. */
final class RecordingListener implements ServiceListener {
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private final SessionLoop loop;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<Object> heard = new ArrayList<>(); // guarded by lock
    private int events; // guarded by lock
    private Consumer<ServiceConnection> whenOpened = _ -> {};

    RecordingListener(SessionLoop loop) {
        this.loop = loop;
    }

    /** What to do on the loop as soon as the connection is open; set before connecting. */
    RecordingListener whenOpened(Consumer<ServiceConnection> action) {
        whenOpened = action;
        return this;
    }

    @Override
    public void opened(ServiceConnection connection) {
        hear("opened");
        whenOpened.accept(connection);
    }

    @Override
    public void event(ServerEvent event) {
        hear(event);
    }

    @Override
    public void closed(ServiceClosed closed) {
        hear(closed);
    }

    /** The ending, once it was told. */
    ServiceClosed awaitClosed() {
        awaitThat(heard -> heard.stream().anyMatch(ServiceClosed.class::isInstance));
        return of(ServiceClosed.class).getFirst();
    }

    void awaitEvent(Class<? extends ServerEvent> type) {
        awaitThat(heard -> heard.stream().anyMatch(type::isInstance));
    }

    void awaitEvents(int count) {
        awaitThat(_ -> events >= count);
    }

    /** Everything told of that type, in order. */
    <T> List<T> of(Class<T> type) {
        lock.lock();
        try {
            return heard.stream().filter(type::isInstance).map(type::cast).toList();
        } finally {
            lock.unlock();
        }
    }

    /** The wire types of all events, in order. */
    List<String> types() {
        return of(ServerEvent.class).stream().map(event -> String.valueOf(event.type())).toList();
    }

    private void hear(Object told) {
        if (!loop.isCurrent()) {
            throw new AssertionError("told on another thread than the loop's");
        }
        lock.lock();
        try {
            heard.add(told);
            events += told instanceof ServerEvent ? 1 : 0;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void awaitThat(Predicate<List<Object>> condition) {
        lock.lock();
        try {
            long left = PATIENCE.toNanos();
            while (!condition.test(heard)) {
                if (left <= 0) {
                    throw new AssertionError("not told in time; told so far: " + heard.size());
                }
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        } finally {
            lock.unlock();
        }
    }
}
