package dev.charla.client;

import dev.charla.loop.Ticker;
import dev.charla.wire.Episodes;
import dev.charla.wire.NettySessionLoop;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ConnectTimeoutException;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.ssl.SslHandler;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens a socket to the first address that accepts, and sends the upgrade request. Ends with one
 * call of its {@link Listener}, unless {@linkplain #cancel cancelled} before. Confined to the
 * session loop.
 */
final class SocketOpening {
    /**
     * Netty buffers this much before it signals back-pressure. At 24 kHz the high-water mark is
     * half a second of encoded audio, which counts toward the two seconds that may wait.
     */
    static final WriteBufferWaterMark WATER_MARK = new WriteBufferWaterMark(16 * 1024, 32 * 1024);

    private static final Logger log = LoggerFactory.getLogger(SocketOpening.class);

    /** If no socket can be created at all, the cause is this machine and not the service. */
    private static final Episodes NO_SOCKET = new Episodes(Ticker.system());

    private final ServiceTarget target;
    private final NettySessionLoop loop;
    private final Preparation.Ready ready;
    private final Supplier<SSLContext> tls;
    private final Listener listener;
    private @Nullable Channel channel;
    private boolean over;

    SocketOpening(
            ServiceTarget target,
            NettySessionLoop loop,
            Preparation.Ready ready,
            Supplier<SSLContext> tls,
            Listener listener) {
        this.target = target;
        this.loop = loop;
        this.ready = ready;
        this.tls = tls;
        this.listener = listener;
    }

    void start() {
        connect(0);
    }

    void cancel() {
        over = true;
        if (channel != null) {
            var _ = channel.close();
        }
    }

    private void connect(int index) {
        var address = new InetSocketAddress(ready.addresses().get(index), target.address().port());
        var attempt =
                new Bootstrap()
                        .group(loop.eventLoop())
                        .channel(SocketTypes.servedBy(loop.eventLoop()))
                        .option(
                                ChannelOption.CONNECT_TIMEOUT_MILLIS,
                                Math.toIntExact(target.timeouts().connect().toMillis()))
                        .option(ChannelOption.TCP_NODELAY, true)
                        .option(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
                        .handler(pipeline())
                        .connect(address);
        channel = attempt.channel();
        attempt.addListener((ChannelFuture done) -> connected(done, index));
    }

    private void connected(ChannelFuture attempt, int index) {
        if (over || attempt.isSuccess()) {
            return; // the upgrade goes on by itself
        }
        if (index + 1 < ready.addresses().size()) {
            connect(index + 1);
            return;
        }
        Throwable cause = attempt.cause();
        if (!(cause instanceof SocketException) && NO_SOCKET.begins()) {
            log.atError()
                    .addKeyValue("reason", cause.getMessage())
                    .log("no socket to the service can be made; are too many files open?");
        }
        failed(
                cause instanceof ConnectTimeoutException
                        ? CloseCause.CONNECT_TIMEOUT
                        : CloseCause.UNREACHABLE);
    }

    private void failed(CloseCause cause) {
        refused(ServiceClosed.of(cause));
    }

    private void refused(ServiceClosed closed) {
        if (!over) {
            cancel();
            listener.failed(closed);
        }
    }

    private ChannelInitializer<SocketChannel> pipeline() {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(SocketChannel socket) {
                if (target.address().secure()) {
                    socket.pipeline().addLast(tlsHandler());
                }
                socket.pipeline().addLast(new HttpClientCodec());
                socket.pipeline().addLast(new Upgrade(target, ready.credential(), upgraded()));
            }
        };
    }

    private SslHandler tlsHandler() {
        var engine = tls.get().createSSLEngine(target.address().host(), target.address().port());
        engine.setUseClientMode(true);
        var parameters = engine.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        engine.setSSLParameters(parameters);
        var handler = new SslHandler(engine);
        handler.setHandshakeTimeoutMillis(0); // the deadline of Upgrade holds for TLS too
        return handler;
    }

    private Upgrade.Listener upgraded() {
        return new Upgrade.Listener() {
            @Override
            public void upgraded(ChannelPipeline pipeline) {
                if (!over) {
                    over = true;
                    listener.upgraded(pipeline);
                }
            }

            @Override
            public void failed(ServiceClosed closed) {
                refused(closed);
            }
        };
    }

    /** Receives the result. */
    interface Listener {
        /**
         * The pipeline speaks WebSocket frames; the listener adds its handlers before it returns.
         */
        void upgraded(ChannelPipeline pipeline);

        void failed(ServiceClosed closed);
    }
}
