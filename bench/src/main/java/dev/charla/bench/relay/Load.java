package dev.charla.bench.relay;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * All pages and all sessions of the service, on one thread with one clock. Frames are due evenly
 * over each frame's time and whatever happens: one that is sent late is late, and so are those that
 * wait behind it.
 */
final class Load implements Runnable, AutoCloseable {
    /** Above that it is worth to sleep rather than to look again. */
    private static final long WORTH_SLEEPING_NANOS = 1_200_000;

    /**
     * Frames sent before it is looked at what came in, and sockets read before what is due is sent.
     */
    private static final int MOST_AT_ONCE = 16;

    /** How often one who waits for the load looks whether it is still there. */
    private static final int LOOK_EVERY_SECONDS = 1;

    private static final int BACKLOG = 1024;
    private static final int BYTES_PER_MS = 48;
    private static final long SEED = 7;

    private final int frameMs;
    private final boolean raw;
    private final Selector selector;
    private final ServerSocketChannel door;
    private final ByteBuffer samples;
    private final ByteBuffer digits;
    private final Leg up = new Leg();
    private final Leg down = new Leg();
    private final Tally tally = new Tally();
    private final Map<Integer, Conversation> conversations = new HashMap<>();
    private final ConcurrentLinkedQueue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final Thread thread;

    /** Made once: the selector is asked a hundred thousand times a second. */
    private final Consumer<SelectionKey> whenReady = this::ready;

    /** In the order in which they speak, each a moment after the one before. */
    private final List<Peer> speakers = new ArrayList<>();

    private int next;
    private int read;
    private long dueNanos;
    private long idleNanos;
    private int sessions;
    private volatile boolean over; // set by the bench's thread

    /**
     * @param raw whether what is measured passes bytes on as they come
     */
    Load(int frameMs, boolean raw) throws IOException {
        this.frameMs = frameMs;
        this.raw = raw;
        this.selector = Selector.open();
        this.door =
                ServerSocketChannel.open()
                        .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
        door.configureBlocking(false).register(selector, SelectionKey.OP_ACCEPT);
        byte[] noise = new byte[frameMs * BYTES_PER_MS];
        new Random(SEED).nextBytes(noise);
        byte[] base64 = Base64.getEncoder().encode(noise);
        this.samples = Peer.buffer(noise.length).put(noise).flip();
        this.digits = Peer.buffer(base64.length).put(base64).flip();
        this.thread = Thread.ofPlatform().name("load").start(this);
    }

    int port() {
        return door.socket().getLocalPort();
    }

    int frameMs() {
        return frameMs;
    }

    ByteBuffer samples() {
        return samples;
    }

    ByteBuffer digits() {
        return digits;
    }

    Leg up() {
        return up;
    }

    Leg down() {
        return down;
    }

    Tally tally() {
        return tally;
    }

    @Nullable Conversation conversation(int number) {
        return conversations.get(number);
    }

    void forget(Conversation conversation) {
        conversations.remove(conversation.number(), conversation);
    }

    void serviceLost(ServicePeer session, @Nullable Conversation conversation) {
        sessions--;
        leaves(session);
        if (conversation != null && conversation.service() == session) {
            conversation.serviceLost();
        }
    }

    /** Sessions that the relay holds open. On the load's thread. */
    int sessions() {
        return sessions;
    }

    /** Conversations that stand. On the load's thread. */
    List<Conversation> standing() {
        return conversations.values().stream().filter(Conversation::stands).toList();
    }

    List<Conversation> all() {
        return List.copyOf(conversations.values());
    }

    /**
     * Opens a conversation over a socket that is connected. On the load's thread.
     *
     * @param request the upgrade
     */
    void begin(int number, long askedNanos, SocketChannel socket, String request)
            throws IOException {
        var conversation = new Conversation(this, number, askedNanos);
        conversations.put(number, conversation);
        var key = register(socket);
        var page = new PagePeer(key, conversation, request);
        key.attach(page);
        conversation.shownBy(page);
        joins(page);
    }

    private SelectionKey register(SocketChannel socket) throws IOException {
        socket.configureBlocking(false);
        socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
        return socket.register(selector, SelectionKey.OP_READ);
    }

    private void accept() throws IOException {
        for (var socket = door.accept(); socket != null; socket = door.accept()) {
            var key = register(socket);
            var session = new ServicePeer(key, this, raw);
            key.attach(session);
            sessions++;
            joins(session);
        }
    }

    private void joins(Peer peer) {
        if (speakers.isEmpty()) {
            dueNanos = System.nanoTime();
        }
        speakers.add(peer);
    }

    /** A socket is closed. */
    void leaves(Peer peer) {
        int at = speakers.indexOf(peer);
        if (at >= 0) {
            speakers.remove(at);
            next -= at < next ? 1 : 0;
        }
    }

    /**
     * Runs {@code task} on the load's thread and waits for what it gives.
     *
     * @throws IllegalStateException when it fails, or the load has ended
     */
    <T> T ask(Callable<T> task) throws InterruptedException {
        var future = new FutureTask<>(task);
        tasks.add(future);
        selector.wakeup();
        while (true) {
            try {
                return future.get(LOOK_EVERY_SECONDS, TimeUnit.SECONDS);
            } catch (ExecutionException failure) {
                throw new IllegalStateException(failure.getCause());
            } catch (TimeoutException _) {
                if (!thread.isAlive() && !future.isDone()) {
                    throw new IllegalStateException("the load has ended and answers nobody");
                }
            }
        }
    }

    /** The part of the time in which there was nothing to do, since it was last asked. */
    long takeIdleNanos() {
        long idle = idleNanos;
        idleNanos = 0;
        return idle;
    }

    @Override
    public void run() {
        try {
            while (!over) {
                turn();
            }
            for (SelectionKey key : selector.keys()) {
                key.channel().close();
            }
            selector.close();
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private void turn() throws IOException {
        long began = System.nanoTime();
        int done = speak(began);
        done += wait(done);
        for (var task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
            done++;
        }
        if (done == 0) {
            idleNanos += System.nanoTime() - began;
        }
    }

    private int speak(long now) {
        int done = 0;
        for (; done < MOST_AT_ONCE && !speakers.isEmpty() && dueNanos <= now; done++) {
            next = next < speakers.size() ? next : 0;
            Peer speaker = speakers.get(next++);
            try {
                speaker.speak(dueNanos);
            } catch (IOException _) {
                speaker.close();
            }
            dueNanos += frameMs * 1_000_000L / Math.max(1, speakers.size());
        }
        return done;
    }

    private int wait(int done) throws IOException {
        boolean soon =
                done > 0
                        || (!speakers.isEmpty()
                                && dueNanos - System.nanoTime() < WORTH_SLEEPING_NANOS);
        return soon ? selector.selectNow(whenReady) : selector.select(whenReady, 1);
    }

    private void ready(SelectionKey key) {
        if (key.attachment() instanceof Peer peer) {
            peer.ready();
            if (++read % MOST_AT_ONCE == 0) {
                speak(System.nanoTime());
            }
            return;
        }
        try {
            accept();
        } catch (IOException failure) {
            throw new IllegalStateException("no session can be accepted", failure);
        }
    }

    @Override
    public void close() {
        over = true;
        selector.wakeup();
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
