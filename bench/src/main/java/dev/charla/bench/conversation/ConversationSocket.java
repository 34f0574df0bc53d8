package dev.charla.bench.conversation;

import dev.charla.loop.Ticker;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The stream of one conversation. Sending and taking belong to the caller's thread; what arrives is
 * stamped on the socket's thread, which waits when {@link #MOST_WAITING} messages are not taken.
 */
final class ConversationSocket implements AutoCloseable {
    /** Five seconds of audio in frames of 20 ms; the caller takes them within a millisecond. */
    static final int MOST_WAITING = 256;

    private final BlockingQueue<Arrival> arrivals;
    private final JsonMapper json;
    private final WebSocket socket;
    private final Duration patience;

    private ConversationSocket(
            BlockingQueue<Arrival> arrivals, JsonMapper json, WebSocket socket, Duration patience) {
        this.arrivals = arrivals;
        this.json = json;
        this.socket = socket;
        this.patience = patience;
    }

    static ConversationSocket open(
            HttpClient http, JsonMapper json, Ticker ticker, Door.Ticket ticket, Duration patience)
            throws ConversationFailure, InterruptedException {
        var arrivals = new ArrayBlockingQueue<Arrival>(MOST_WAITING);
        var opening =
                http.newWebSocketBuilder()
                        .connectTimeout(patience)
                        .subprotocols("charla.v1", "charla.ticket." + ticket.value())
                        .buildAsync(ticket.stream(), new ArrivalReader(arrivals, json, ticker));
        try {
            var socket = opening.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return new ConversationSocket(arrivals, json, socket, patience);
        } catch (ExecutionException | TimeoutException failure) {
            throw ConversationFailure.streamRefused(failure);
        }
    }

    /** What came next; null when nothing did within {@code nanos}. */
    @Nullable Arrival poll(long nanos) throws InterruptedException {
        return arrivals.poll(nanos, TimeUnit.NANOSECONDS);
    }

    void send(FromCaller message) throws ConversationFailure, InterruptedException {
        await(socket.sendText(json.writeValueAsString(message), true));
    }

    void send(ByteBuffer audio) throws ConversationFailure, InterruptedException {
        await(socket.sendBinary(audio, true));
    }

    /**
     * Nothing can be sent once Charla has closed the stream. That is told in its turn: what came
     * before, above all the word that ends the conversation, may not have been taken yet.
     */
    private void await(CompletableFuture<WebSocket> sending)
            throws ConversationFailure, InterruptedException {
        try {
            sending.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException failure) {
            if (arrivals.stream().noneMatch(Arrival.Closed.class::isInstance)) {
                throw ConversationFailure.connectionLost(failure);
            }
        }
    }

    /** Lets go of the connection, and of the socket's thread in case it waits. */
    @Override
    public void close() {
        socket.abort();
        arrivals.clear();
    }
}
