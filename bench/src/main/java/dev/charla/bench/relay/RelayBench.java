package dev.charla.bench.relay;

import dev.charla.bench.UsageException;
import dev.charla.bench.talk.Door;
import dev.charla.bench.talk.TalkFailure;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshakerFactory;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Sends frames through a Charla both ways, and prints how much later they come out. */
public final class RelayBench {
    private static final int LARGEST_FRAME = 1 << 20;
    private static final Duration BETWEEN_TALKS = Duration.ofMillis(7);
    private static final Duration SETTLE = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final RelayOptions options;
    private final PrintStream out;
    private final EventLoopGroup loop =
            new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());

    /** Of the run at hand; read and written on the loop alone. */
    private @Nullable Leg up;

    private RelayBench(RelayOptions options, PrintStream out) {
        this.options = options;
        this.out = out;
    }

    /**
     * Measures each number of talks with a Charla of its own.
     *
     * @param arguments what follows the bench's name
     * @return whether every talk was held to the end and every frame came in order
     * @throws UsageException when the arguments cannot be followed
     */
    public static boolean run(List<String> arguments, PrintStream out)
            throws UsageException, IOException, InterruptedException {
        var bench = new RelayBench(RelayOptions.parse(arguments), out);
        try (var http = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
            return bench.measureAll(http);
        } finally {
            bench.loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).await(2, TimeUnit.SECONDS);
        }
    }

    private boolean measureAll(HttpClient http) throws IOException, InterruptedException {
        out.printf(
                "Frames of %d ms each way for %d s; added latency in milliseconds%n",
                options.frameMs(), options.seconds());
        out.println(
                "talks  leg       frames     p50     p99   p99.9     max  disorder  CPU us  MB");
        boolean good = true;
        for (int talks : options.talks()) {
            Channel service = serve();
            int port = ((InetSocketAddress) service.localAddress()).getPort();
            try (var charla = CharlaProcess.start(options, port, http)) {
                good &= measure(charla, talks, http);
            } finally {
                service.close().syncUninterruptibly();
            }
        }
        return good;
    }

    private boolean measure(CharlaProcess charla, int talks, HttpClient http)
            throws InterruptedException, IOException {
        Leg toService = new Leg();
        Leg toPage = new Leg();
        onLoop(() -> up = toService);
        var door = new Door(http, JsonMapper.shared(), charla.site(), PATIENCE);
        List<RelayPage> pages = new ArrayList<>();
        for (int i = 0; i < talks; i++) {
            pages.add(open(door, toPage));
            TimeUnit.NANOSECONDS.sleep(BETWEEN_TALKS.toNanos());
        }
        TimeUnit.NANOSECONDS.sleep(SETTLE.toNanos());
        double cpu = charla.cpuMicros().orElse(Double.NaN);
        count(toService, toPage, true);
        TimeUnit.SECONDS.sleep(options.seconds());
        count(toService, toPage, false);
        cpu = charla.cpuMicros().orElse(Double.NaN) - cpu;
        print(talks, "to service", toService, OptionalDouble.empty(), OptionalDouble.empty());
        print(
                talks,
                "to page",
                toPage,
                OptionalDouble.of(cpu / Math.max(1, Math.min(toService.frames(), toPage.frames()))),
                charla.residentMegabytes());
        long lost = onLoop(() -> pages.stream().filter(RelayPage::hasEnded).count());
        if (lost > 0) {
            out.printf("%d of %d talks ended before their time%n", lost, talks);
        }
        return lost == 0 && toService.outOfOrder() + toPage.outOfOrder() == 0;
    }

    private RelayPage open(Door door, Leg down) throws InterruptedException, IOException {
        try {
            Door.Ticket ticket = door.open();
            var page = new RelayPage(options, down);
            var handshake =
                    WebSocketClientHandshakerFactory.newHandshaker(
                            ticket.stream(),
                            WebSocketVersion.V13,
                            "charla.v1,charla.ticket." + ticket.value(),
                            false,
                            new DefaultHttpHeaders(),
                            LARGEST_FRAME);
            new Bootstrap()
                    .group(loop)
                    .channel(NioSocketChannel.class)
                    .handler(
                            handlers(() ->
                                    List.of(
                                            new HttpClientCodec(),
                                            new HttpObjectAggregator(LARGEST_FRAME),
                                            new WebSocketClientProtocolHandler(handshake),
                                            page)))
                    .connect(ticket.stream().getHost(), ticket.stream().getPort())
                    .sync();
            return page;
        } catch (TalkFailure failure) {
            throw new IOException(failure.getMessage(), failure);
        }
    }

    private Channel serve() throws InterruptedException {
        var websocket =
                WebSocketServerProtocolConfig.newBuilder()
                        .websocketPath("/")
                        .checkStartsWith(true)
                        .maxFramePayloadLength(LARGEST_FRAME)
                        .build();
        return new ServerBootstrap()
                .group(loop)
                .channel(NioServerSocketChannel.class)
                .childHandler(
                        handlers(() ->
                                List.of(
                                        new HttpServerCodec(),
                                        new HttpObjectAggregator(LARGEST_FRAME),
                                        new WebSocketServerProtocolHandler(websocket),
                                        new StandIn(options, current()))))
                .bind(InetAddress.getLoopbackAddress(), 0)
                .sync()
                .channel();
    }

    private Leg current() {
        Leg leg = up;
        if (leg == null) {
            throw new IllegalStateException("a session before its run");
        }
        return leg;
    }

    private static ChannelInitializer<Channel> handlers(Callable<List<ChannelHandler>> make) {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) throws Exception {
                channel.pipeline().addLast(make.call().toArray(ChannelHandler[]::new));
            }
        };
    }

    private void count(Leg toService, Leg toPage, boolean on) throws InterruptedException {
        onLoop(() -> {
            toService.count(on);
            toPage.count(on);
            return on;
        });
    }

    private <T> T onLoop(Callable<T> task) throws InterruptedException {
        try {
            return loop.submit(task).get();
        } catch (ExecutionException bug) {
            throw new IllegalStateException(bug.getCause());
        }
    }

    private void print(
            int talks, String name, Leg leg, OptionalDouble cpuMicros, OptionalDouble megabytes) {
        out.printf(
                Locale.ROOT,
                "%5d  %-10s%7d %7.2f %7.2f %7.2f %7.2f %9d  %6s %4s%n",
                talks,
                name,
                leg.frames(),
                leg.at(50),
                leg.at(99),
                leg.at(99.9),
                leg.max(),
                leg.outOfOrder(),
                cpuMicros.isPresent() ? "%.0f".formatted(cpuMicros.getAsDouble()) : "",
                megabytes.isPresent() ? "%.0f".formatted(megabytes.getAsDouble()) : "");
    }
}
