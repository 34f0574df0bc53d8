package dev.charla.testkit;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A WebSocket client for tests, on the JDK's: it keeps everything that arrives and lets the test
 * wait for it. Sends one message after another. Any thread.
 */
public final class RawWebSocket implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient http;
    private final Inbox inbox = new Inbox();
    private final WebSocket socket;
    private final ReentrantLock sending = new ReentrantLock();

    private RawWebSocket(Request request) {
        this.http = HttpClient.newHttpClient();
        var builder = http.newWebSocketBuilder().connectTimeout(PATIENCE);
        for (int i = 0; i < request.headers.size(); i += 2) {
            builder.header(request.headers.get(i), request.headers.get(i + 1));
        }
        if (request.subprotocol != null) {
            builder.subprotocols(request.subprotocol);
        }
        try {
            this.socket = await(builder.buildAsync(request.uri, inbox));
        } catch (RuntimeException | Error failure) {
            http.shutdownNow();
            throw failure;
        }
    }

    /** Begins a connection; {@code http} and {@code https} endpoints are taken too. */
    public static Request to(URI uri) {
        return new Request(URI.create(uri.toString().replaceFirst("^http", "ws")));
    }

    /** Sends one text message and waits until the socket has taken it. */
    public void send(String text) {
        sending.lock();
        try {
            var _ = await(socket.sendText(text, true));
        } finally {
            sending.unlock();
        }
    }

    /** Sends one binary message and waits until the socket has taken it. */
    public void send(ByteBuffer bytes) {
        sending.lock();
        try {
            var _ = await(socket.sendBinary(bytes, true));
        } finally {
            sending.unlock();
        }
    }

    /**
     * The first text that fits and was not awaited before; earlier ones are passed over.
     *
     * @throws AssertionError when none comes within {@code patience}
     */
    public String awaitText(Predicate<String> fits, Duration patience) {
        return inbox.awaitText(fits, patience);
    }

    /** The next event of that wire type; see {@link #awaitText}. */
    public String awaitEvent(String type, Duration patience) {
        return awaitText(
                text -> ServiceEvents.JSON.readTree(text).path("type").asString("").equals(type),
                patience);
    }

    /**
     * The close code the server ended with; 1006 when it sent none.
     *
     * @throws AssertionError when it does not end within {@code patience}
     */
    public int awaitClose(Duration patience) {
        return inbox.awaitClose(patience);
    }

    /** All texts so far, in order. */
    public List<String> texts() {
        return inbox.texts();
    }

    /** All binary messages so far, in order; read-only. */
    public List<ByteBuffer> binaries() {
        return inbox.binaries();
    }

    /** The sub-protocol the server chose; empty when none. */
    public String subprotocol() {
        return socket.getSubprotocol();
    }

    /** Ends with 1000 if the server has not ended already, and frees what the client holds. */
    @Override
    public void close() {
        if (!socket.isOutputClosed()) {
            var _ =
                    await(
                            socket.sendClose(WebSocket.NORMAL_CLOSURE, "")
                                    .exceptionally(this::endedMeanwhile));
        }
        socket.abort();
        http.shutdownNow();
    }

    /** The server's close may have been answered since it was asked whether it was. */
    private WebSocket endedMeanwhile(Throwable failure) {
        if (socket.isOutputClosed()) {
            return socket;
        }
        throw new CompletionException(failure);
    }

    private static <T> T await(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failure) {
            throw new AssertionError("the server refused it", failure.getCause());
        } catch (TimeoutException late) {
            throw new AssertionError("the server did not answer in " + PATIENCE, late);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting", interrupted);
        }
    }

    /** What to ask for in the upgrade. Not for use by several threads at once. */
    public static final class Request {
        private final URI uri;
        private final List<String> headers = new ArrayList<>();
        private @Nullable String subprotocol;

        private Request(URI uri) {
            this.uri = uri;
        }

        public Request header(String name, String value) {
            headers.add(name);
            headers.add(value);
            return this;
        }

        public Request subprotocol(String value) {
            subprotocol = value;
            return this;
        }

        /**
         * The open connection.
         *
         * @throws AssertionError when the server refuses it; the cause tells the status
         */
        public RawWebSocket connect() {
            return new RawWebSocket(this);
        }
    }

    /** Keeps what arrives. */
    private static final class Inbox implements WebSocket.Listener {
        private final ReentrantLock lock = new ReentrantLock();
        private final Condition changed = lock.newCondition();
        private final List<String> texts = new ArrayList<>(); // guarded by lock
        private final List<ByteBuffer> binaries = new ArrayList<>(); // guarded by lock
        private final StringBuilder text = new StringBuilder(); // the JDK calls one at a time
        private ByteBuffer binary = ByteBuffer.allocate(0);
        private int awaited; // guarded by lock
        private int closeCode; // guarded by lock; 0 while open

        @Override
        public @Nullable CompletionStage<?> onText(
                WebSocket webSocket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                var whole = text.toString();
                text.setLength(0);
                change(() -> texts.add(whole));
            }
            webSocket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onBinary(
                WebSocket webSocket, ByteBuffer data, boolean last) {
            var joined = ByteBuffer.allocate(binary.remaining() + data.remaining());
            joined.put(binary).put(data).flip();
            binary = last ? ByteBuffer.allocate(0) : joined;
            if (last) {
                change(() -> binaries.add(joined.asReadOnlyBuffer()));
            }
            webSocket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(
                WebSocket webSocket, int statusCode, String reason) {
            change(() -> closeCode = statusCode);
            return null;
        }

        @Override
        public void onError(WebSocket webSocket, Throwable error) {
            change(() -> closeCode = closeCode == 0 ? 1006 : closeCode);
        }

        String awaitText(Predicate<String> fits, Duration patience) {
            lock.lock();
            try {
                awaitThat(() -> passOverTo(fits) || closeCode != 0, patience);
                if (awaited == texts.size()) {
                    throw new AssertionError("closed with " + closeCode + " before it came");
                }
                return texts.get(awaited++);
            } finally {
                lock.unlock();
            }
        }

        int awaitClose(Duration patience) {
            lock.lock();
            try {
                awaitThat(() -> closeCode != 0, patience);
                return closeCode;
            } finally {
                lock.unlock();
            }
        }

        private boolean passOverTo(Predicate<String> fits) {
            while (awaited < texts.size() && !fits.test(texts.get(awaited))) {
                awaited++;
            }
            return awaited < texts.size();
        }

        List<String> texts() {
            lock.lock();
            try {
                return List.copyOf(texts);
            } finally {
                lock.unlock();
            }
        }

        List<ByteBuffer> binaries() {
            lock.lock();
            try {
                return binaries.stream().map(ByteBuffer::asReadOnlyBuffer).toList();
            } finally {
                lock.unlock();
            }
        }

        private void awaitThat(BooleanSupplier condition, Duration patience) {
            try {
                long left = patience.toNanos();
                while (!condition.getAsBoolean()) {
                    if (left <= 0) {
                        throw new AssertionError("what was waited for did not come");
                    }
                    left = changed.awaitNanos(left);
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new AssertionError("interrupted while waiting", interrupted);
            }
        }

        private void change(Runnable update) {
            lock.lock();
            try {
                update.run();
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }
}
