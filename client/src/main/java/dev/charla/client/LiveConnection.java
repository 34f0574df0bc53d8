package dev.charla.client;

import dev.charla.client.ConnectionSnapshot.State;
import dev.charla.loop.SessionLoop;
import dev.charla.protocol.event.ServerEvent;
import dev.charla.protocol.event.SessionEvent;
import dev.charla.protocol.request.ClientEvent;
import dev.charla.wire.CloseText;
import dev.charla.wire.FlushSoon;
import dev.charla.wire.NettySessionLoop;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection over a Netty socket. Confined to its session loop, as its interface says. */
final class LiveConnection implements ServiceConnection {
    private static final Logger log = LoggerFactory.getLogger(LiveConnection.class);

    /** Bound of microphone audio that waits for a slow service, including Netty's buffer. */
    private static final Duration AUDIO_WAIT = Duration.ofSeconds(2);

    /** Longer audio is split, so that a drop never loses much at once. */
    private static final Duration LONGEST_PIECE = Duration.ofMillis(200);

    private static final int BYTES_PER_SAMPLE = 2;
    private static final int NO_STATUS_RECEIVED = 1005;

    private final ServiceTarget target;
    private final NettySessionLoop loop;
    private final Supplier<SSLContext> tls;
    private final ServiceListener listener;
    private final Outbox outbox;
    private final int pieceBytes;
    private final KeepAlive keepAlive;
    private final Wire wire = new Wire();
    private final FlushSoon flush;
    private State state = State.PREPARING;
    private @Nullable Preparation preparation;
    private @Nullable SocketOpening opening;
    private @Nullable Channel channel;

    /** Deadline of the current step. */
    private SessionLoop.@Nullable Timer deadline;

    /** The ending to report once the socket is closed; set in CLOSING. */
    private @Nullable ServiceClosed ending;

    private long eventsSent;
    private long eventsReceived;
    private long unreadableEvents;

    LiveConnection(
            ServiceTarget target,
            NettySessionLoop loop,
            Supplier<SSLContext> tls,
            ServiceListener listener) {
        this.target = target;
        this.loop = loop;
        this.tls = tls;
        this.listener = listener;
        int bytesPerSecond = target.inputRateHz() * BYTES_PER_SAMPLE;
        this.pieceBytes = (int) (bytesPerSecond * LONGEST_PIECE.toMillis() / 1000) & ~1;
        int heldByNetty = SocketOpening.WATER_MARK.high() / 4 * 3; // PCM of that much base64
        this.outbox =
                new Outbox(
                        (int) (bytesPerSecond * AUDIO_WAIT.toMillis() / 1000) - heldByNetty,
                        ConnectionSnapshot.CONTROL_BOUND_BYTES);
        this.flush = new FlushSoon(loop.eventLoop());
        this.keepAlive =
                new KeepAlive(
                        loop,
                        target.timeouts().pingEvery(),
                        target.timeouts().pong(),
                        this::ping,
                        () -> abort(CloseCause.NO_PONG));
    }

    void start() {
        within(target.timeouts().credential(), CloseCause.CREDENTIAL_TIMEOUT);
        preparation = Preparation.start(target, loop, this::resolving, this::prepared);
    }

    @Override
    public boolean send(ClientEvent event) {
        var socket = openSocket();
        if (socket == null) {
            return false;
        }
        var encoded = Wire.encode(event, socket.alloc());
        if (takesMore(socket)) {
            write(socket, encoded);
        } else if (!outbox.addControl(encoded)) {
            abort(CloseCause.SLOW_PEER);
            return false;
        }
        return true;
    }

    @Override
    public boolean sendAudio(ByteBuffer pcm) {
        var socket = openSocket();
        if (socket == null) {
            return false;
        }
        int end = pcm.limit();
        for (int at = pcm.position(); at < end; at += pieceBytes) {
            sendPiece(socket, pcm.slice(at, Math.min(pieceBytes, end - at)));
        }
        pcm.position(end);
        return true;
    }

    private void sendPiece(Channel socket, ByteBuffer pcm) {
        int pcmBytes = pcm.remaining();
        var encoded = Wire.encodeAudio(pcm, socket.alloc());
        if (takesMore(socket)) {
            write(socket, encoded);
        } else if (outbox.addAudio(encoded, pcmBytes)) {
            log.warn("microphone audio is dropped: the service reads too slowly");
        }
    }

    /**
     * Whether to write now. Writes of this pass of the loop are flushed at its end, and after a
     * stall one pass brings seconds of audio. That audio has not been offered to the service yet,
     * so it does not mean that the service reads too slowly.
     */
    private boolean takesMore(Channel socket) {
        if (!outbox.isEmpty()) {
            return false;
        }
        if (!socket.isWritable()) {
            flush.run();
        }
        return socket.isWritable();
    }

    @Override
    public long droppedAudioMs() {
        return milliseconds(outbox.droppedAudioBytes());
    }

    @Override
    public void pauseReading() {
        reading(false);
    }

    @Override
    public void resumeReading() {
        reading(true);
    }

    @Override
    public ConnectionSnapshot snapshot() {
        return new ConnectionSnapshot(
                state,
                outbox.waitingBytes(),
                milliseconds(outbox.waitingAudioBytes()),
                droppedAudioMs(),
                outbox.episodes(),
                eventsSent,
                eventsReceived,
                unreadableEvents);
    }

    @Override
    public void close(int code, String reason) {
        if (!CloseText.sendable(code)) {
            throw new IllegalArgumentException("no close code to send: " + code);
        }
        switch (state) {
            case PREPARING, CONNECTING -> end(ServiceClosed.of(CloseCause.CANCELLED));
            case OPEN -> {
                var socket = openSocket();
                if (socket != null) {
                    outbox.drainTo(encoded -> write(socket, encoded));
                }
                var cut = CloseText.cut(reason);
                sayClose(code, cut, ServiceClosed.of(CloseCause.CLOSED, code, cut));
            }
            case CLOSING, CLOSED -> {} // the first close counts
        }
    }

    private void resolving() {
        if (state == State.PREPARING) {
            within(target.timeouts().connect(), CloseCause.CONNECT_TIMEOUT);
        }
    }

    private void prepared(Preparation.Outcome outcome) {
        if (state != State.PREPARING) {
            return;
        }
        cancelDeadline();
        switch (outcome) {
            case Preparation.Failed(var closed) -> end(closed);
            case Preparation.Ready ready -> {
                state = State.CONNECTING;
                opening = new SocketOpening(target, loop, ready, tls, new Opened(ready));
                opening.start();
            }
        }
    }

    private void upgraded(ChannelPipeline pipeline) {
        state = State.OPEN;
        channel = pipeline.channel();
        flush.of(channel);
        pipeline.addFirst(new FrameReader.SignOfLife(keepAlive::heard));
        pipeline.addLast(new FrameReader(new Frames(), target.maxMessageBytes(), loop));
        within(target.timeouts().firstEvent(), CloseCause.FIRST_EVENT_TIMEOUT);
        keepAlive.start();
        tell(() -> listener.opened(this));
    }

    private void received(ByteBuf message) {
        if (state != State.OPEN) {
            return;
        }
        ServerEvent event;
        try {
            event = wire.decode(message);
        } catch (Wire.NotAnEventException breach) {
            sayClose(1007, "not an event", ServiceClosed.of(CloseCause.PROTOCOL_BREACH));
            return;
        } catch (Wire.UnreadableEventException unreadable) {
            if (unreadableEvents++ == 0) {
                log.atWarn()
                        .addKeyValue("member", unreadable.member())
                        .log("an event of the service could not be read and was skipped");
            }
            return;
        }
        eventsReceived++;
        if (event instanceof SessionEvent.Created) {
            cancelDeadline();
        }
        tell(() -> listener.event(event));
    }

    /** Keeps a failing listener from affecting the loop or another connection. */
    private void tell(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException | Error failure) {
            log.atError().setCause(failure).log("a listener of a service connection failed");
            if (state == State.OPEN) {
                sayClose(1011, "", ServiceClosed.of(CloseCause.LISTENER_FAILED));
            }
        }
    }

    private @Nullable Channel openSocket() {
        return state == State.OPEN ? channel : null;
    }

    private void write(Channel socket, ByteBuf encoded) {
        eventsSent++;
        var _ = socket.write(encoded, socket.voidPromise());
        flush.soon();
    }

    private void drain() {
        var socket = openSocket();
        while (socket != null && socket.isWritable()) {
            var encoded = outbox.poll();
            if (encoded == null) {
                return;
            }
            write(socket, encoded);
        }
    }

    private void ping() {
        if (channel != null) {
            var _ = channel.writeAndFlush(new PingWebSocketFrame(), channel.voidPromise());
        }
    }

    private void reading(boolean on) {
        var socket = openSocket();
        if (socket != null) {
            socket.config().setAutoRead(on);
            keepAlive.paused(!on);
        }
    }

    /** Sends a close frame and waits briefly for the answer. */
    private void sayClose(int code, String reason, ServiceClosed closed) {
        var socket = openSocket();
        if (socket == null) {
            return;
        }
        state = State.CLOSING;
        ending = closed;
        keepAlive.stop();
        outbox.clear();
        socket.config().setAutoRead(true); // the answer must be read
        cancelDeadline();
        deadline = loop.after(target.timeouts().close(), () -> end(closed));
        var _ = socket.writeAndFlush(new CloseWebSocketFrame(code, reason), socket.voidPromise());
    }

    /** Aborts without a close frame: the service would not read it. */
    private void abort(CloseCause cause) {
        end(ServiceClosed.of(cause));
    }

    private void peerClosed(int code, String reason) {
        var socket = channel;
        if (state == State.OPEN && socket != null) {
            state = State.CLOSING;
            keepAlive.stop();
            outbox.clear();
            int told = code < 0 ? NO_STATUS_RECEIVED : code;
            ending = ServiceClosed.of(CloseCause.SERVER_CLOSED, told, reason);
            var answer =
                    CloseText.sendable(code)
                            ? new CloseWebSocketFrame(code, "")
                            : new CloseWebSocketFrame();
            cancelDeadline();
            deadline = loop.after(target.timeouts().close(), this::finish);
            var _ = socket.writeAndFlush(answer).addListener(ChannelFutureListener.CLOSE);
        } else if (state == State.CLOSING) {
            finish();
        }
    }

    private void finish() {
        end(ending != null ? ending : ServiceClosed.of(lost()));
    }

    private CloseCause lost() {
        return loop.eventLoop().isShuttingDown() ? CloseCause.LOOP_STOPPED : CloseCause.LOST;
    }

    private void within(Duration patience, CloseCause otherwise) {
        cancelDeadline();
        deadline = loop.after(patience, () -> late(otherwise));
    }

    private void late(CloseCause cause) {
        if (state == State.OPEN) {
            sayClose(1002, "no session.created", ServiceClosed.of(cause));
        } else {
            end(ServiceClosed.of(cause));
        }
    }

    private void cancelDeadline() {
        if (deadline != null) {
            deadline.cancel();
            deadline = null;
        }
    }

    private void end(ServiceClosed closed) {
        if (state == State.CLOSED) {
            return;
        }
        state = State.CLOSED;
        cancelDeadline();
        keepAlive.stop();
        outbox.clear();
        if (preparation != null) {
            preparation.cancel();
        }
        if (opening != null) {
            opening.cancel();
        }
        if (channel != null) {
            var _ = channel.close();
        }
        log.atDebug()
                .addKeyValue("cause", closed.cause().wireCode())
                .addKeyValue("code", closed.code())
                .addKeyValue("sent", eventsSent)
                .addKeyValue("received", eventsReceived)
                .addKeyValue("droppedAudioMs", droppedAudioMs())
                .log("service connection ended");
        tellClosed(closed);
    }

    private void tellClosed(ServiceClosed closed) {
        try {
            loop.execute(() -> listener.closed(closed));
        } catch (RejectedExecutionException stopped) {
            tell(() -> listener.closed(closed)); // the loop takes no more tasks; this is its last
        }
    }

    private long milliseconds(long pcmBytes) {
        return pcmBytes * 1000 / ((long) target.inputRateHz() * BYTES_PER_SAMPLE);
    }

    /** The result of the attempt. */
    private final class Opened implements SocketOpening.Listener {
        private final Preparation.Ready ready;

        Opened(Preparation.Ready ready) {
            this.ready = ready;
        }

        @Override
        public void upgraded(ChannelPipeline pipeline) {
            LiveConnection.this.upgraded(pipeline);
        }

        @Override
        public void failed(ServiceClosed closed) {
            if (closed.cause() == CloseCause.REFUSED_TOKEN) {
                ready.refused(target.credential());
            }
            end(closed);
        }
    }

    /** Events of the socket. */
    private final class Frames implements FrameReader.Listener {
        @Override
        public void text(ByteBuf content) {
            received(content);
        }

        @Override
        public void closeFrame(int code, String reason) {
            peerClosed(code, reason);
        }

        @Override
        public void breach(CloseCause cause, int closeCode) {
            sayClose(closeCode, "", ServiceClosed.of(cause));
        }

        @Override
        public void writabilityChanged() {
            drain();
        }

        @Override
        public void gone() {
            finish();
        }
    }
}
