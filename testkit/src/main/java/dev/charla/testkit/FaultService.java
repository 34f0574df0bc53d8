package dev.charla.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ServerSocketFactory;

/**
 * A Voice Live service on a loopback port that treats its clients as its {@link Behaviour} says.
 * {@link Faults} has the behaviours for tests. Records what it receives. Any thread.
 */
public final class FaultService implements AutoCloseable {
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(5);

    private final ServerSocket server;
    private final Behaviour behaviour;
    private final List<RawPeer> peers = new CopyOnWriteArrayList<>();
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();

    private FaultService(ServerSocket server, Behaviour behaviour) {
        this.server = server;
        this.behaviour = behaviour;
    }

    /** Listens on a free loopback port and serves every connection by {@code behaviour}. */
    public static FaultService start(Behaviour behaviour) {
        return start(behaviour, ServerSocketFactory.getDefault());
    }

    /** Like {@link #start(Behaviour)}, with sockets of one's own making, such as TLS ones. */
    public static FaultService start(Behaviour behaviour, ServerSocketFactory factory) {
        try {
            var service =
                    new FaultService(
                            factory.createServerSocket(0, 256, InetAddress.getLoopbackAddress()),
                            behaviour);
            service.run("fault-service", service::acceptAll);
            return service;
        } catch (IOException failure) {
            throw new UncheckedIOException("no loopback port could be had", failure);
        }
    }

    /** Where clients connect to, without a path. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    /** The connections so far whose upgrade was read, in order. */
    public List<RawPeer> peers() {
        return List.copyOf(peers);
    }

    /**
     * The connection of that number, counted from zero, once its upgrade was read.
     *
     * @throws AssertionError when it does not come within {@code patience}
     */
    public RawPeer awaitPeer(int number, Duration patience) throws InterruptedException {
        lock.lock();
        try {
            long left = patience.toNanos();
            while (peers.size() <= number) {
                if (left <= 0) {
                    throw new AssertionError("no connection came in " + patience);
                }
                left = arrived.awaitNanos(left);
            }
            return peers.get(number);
        } finally {
            lock.unlock();
        }
    }

    /** Closes the port and every connection, and waits for its threads. Idempotent. */
    @Override
    public void close() {
        try {
            server.close();
            for (var socket : sockets) {
                socket.close();
            }
            for (var thread : threads) {
                thread.interrupt();
                if (!thread.join(CLOSE_PATIENCE)) {
                    throw new AssertionError("a thread of the fault service does not end");
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run(String name, Runnable work) {
        var thread = Thread.ofVirtual().name(name).unstarted(work);
        threads.add(thread);
        thread.start();
    }

    private void acceptAll() {
        try {
            while (!server.isClosed()) {
                var socket = server.accept();
                sockets.add(socket);
                run("fault-service-peer", () -> serve(socket));
            }
        } catch (IOException closed) {
            // the port was closed by close()
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            var peer = new RawPeer(socket);
            lock.lock();
            try {
                peers.add(peer);
                arrived.signalAll();
            } finally {
                lock.unlock();
            }
            behaviour.serve(peer);
        } catch (IOException gone) {
            // the client left, which is for the test to judge
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            sockets.remove(socket);
            threads.remove(Thread.currentThread());
        }
    }

    /** The behaviour toward one client; runs on its own virtual thread. */
    @FunctionalInterface
    public interface Behaviour {
        /** Serves {@code peer}, whose upgrade is not answered yet; the socket is closed after. */
        void serve(RawPeer peer) throws IOException, InterruptedException;
    }
}
