package dev.charla.bench.conversation;

import dev.charla.loop.Ticker;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Turns a socket's callbacks into arrivals, one at a time. Confined to the socket's thread. */
final class ArrivalReader implements WebSocket.Listener {
    private static final int HEADER_BYTES = 8;

    private final BlockingQueue<Arrival> arrivals;
    private final JsonMapper json;
    private final Ticker ticker;
    private final StringBuilder text = new StringBuilder();

    /** Of the binary message that is arriving, which may come in parts. */
    private final ByteBuffer header =
            ByteBuffer.allocate(HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);

    private int audioBytes;

    ArrivalReader(BlockingQueue<Arrival> arrivals, JsonMapper json, Ticker ticker) {
        this.arrivals = arrivals;
        this.json = json;
        this.ticker = ticker;
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
        text.append(part);
        if (last) {
            long now = ticker.nanos();
            put(said(now, text.toString()));
            text.setLength(0);
        }
        socket.request(1);
        return null;
    }

    private Arrival said(long now, String message) {
        try {
            return new Arrival.Said(now, json.readValue(message, FromCharla.class));
        } catch (JacksonException failure) {
            return new Arrival.Closed(ConversationFailure.notUnderstood(failure));
        }
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket socket, ByteBuffer part, boolean last) {
        while (header.hasRemaining() && part.hasRemaining()) {
            header.put(part.get());
        }
        audioBytes += part.remaining();
        if (last) {
            put(audio(ticker.nanos()));
            header.clear();
            audioBytes = 0;
        }
        socket.request(1);
        return null;
    }

    private Arrival audio(long now) {
        if (header.hasRemaining() || audioBytes % Short.BYTES != 0) {
            return new Arrival.Closed(ConversationFailure.notUnderstood(null));
        }
        long response = Integer.toUnsignedLong(header.getInt(0));
        return new Arrival.Audio(now, response, audioBytes / Short.BYTES);
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
        put(new Arrival.Closed(ConversationFailure.closed(code)));
        return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
        put(new Arrival.Closed(ConversationFailure.connectionLost(error)));
    }

    private void put(Arrival arrival) {
        try {
            arrivals.put(arrival);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
