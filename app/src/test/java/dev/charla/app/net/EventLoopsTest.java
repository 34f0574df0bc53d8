package dev.charla.app.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoEventLoop;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandle;
import io.netty.channel.nio.NioIoHandle;
import io.netty.channel.socket.ServerSocketChannel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.scheduler.Schedulers;

class EventLoopsTest {
    private static final int PEERS = 40;
    private static final int BYTES_EACH = 100;
    private static final Duration BETWEEN = Duration.ofNanos(250_000);
    private static final Duration WORK = Duration.ofNanos(100_000);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Counts bytes, each of which takes some work, and the turns in which they came. */
    private static final class Work extends SimpleChannelInboundHandler<ByteBuf> {
        final AtomicInteger bytes = new AtomicInteger();
        final AtomicInteger turns = new AtomicInteger();
        final AtomicInteger mostInATurn = new AtomicInteger();
        private int inThisTurn;

        @Override
        public boolean isSharable() {
            return true;
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, ByteBuf message) {
            long end = System.nanoTime() + message.readableBytes() * WORK.toNanos();
            while (System.nanoTime() < end) {
                Thread.onSpinWait();
            }
            if (inThisTurn++ == 0) {
                context.channel().eventLoop().execute(this::turnEnds);
            }
            bytes.addAndGet(message.readableBytes());
        }

        private void turnEnds() {
            mostInATurn.accumulateAndGet(inThisTurn, Math::max);
            inThisTurn = 0;
            turns.incrementAndGet();
        }
    }

    private static Channel serve(EventLoops loops, Work work) throws InterruptedException {
        EventLoopGroup group = loops.onServer(true);
        return new ServerBootstrap()
                .group(group)
                .channel(loops.onChannelClass(ServerSocketChannel.class, group))
                .childHandler(
                        new ChannelInitializer<Channel>() {
                            @Override
                            protected void initChannel(Channel peer) {
                                peer.pipeline().addLast(work);
                            }
                        })
                .bind(InetAddress.getLoopbackAddress(), 0)
                .sync()
                .channel();
    }

    private static void connect(Channel server, List<Socket> peers) throws IOException {
        int port = ((InetSocketAddress) server.localAddress()).getPort();
        for (int i = 0; i < PEERS; i++) {
            var peer = new Socket(InetAddress.getLoopbackAddress(), port);
            peer.setTcpNoDelay(true);
            peers.add(peer);
        }
    }

    /** Many peers say something in turns, evenly spread over time. */
    private static void say(Channel server) throws IOException {
        List<Socket> peers = new ArrayList<>();
        try {
            connect(server, peers);
            long due = System.nanoTime();
            for (int i = 0; i < BYTES_EACH; i++) {
                for (Socket peer : peers) {
                    due += BETWEEN.toNanos();
                    LockSupport.parkNanos(due - System.nanoTime());
                    peer.getOutputStream().write(i);
                }
            }
        } finally {
            for (Socket peer : peers) {
                peer.close();
            }
        }
    }

    /** What the loops did when all that many peers say has arrived. */
    private static Work done(EventLoops loops) throws Exception {
        var work = new Work();
        say(serve(loops, work));
        await().atMost(PATIENCE).until(() -> work.bytes.get() == PEERS * BYTES_EACH);
        return work;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aBusyLoopServesManySocketsInATurn(boolean nativeTransport) throws Exception {
        var loops = EventLoops.of(1, nativeTransport, Duration.ofMillis(5));
        try {
            Work work = done(loops);

            System.out.printf("%d bytes in %d turns%n", work.bytes.get(), work.turns.get());
            assertThat(work.bytes.get() / work.turns.get()).isGreaterThan(4);
        } finally {
            stop(loops);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5})
    void afterAStallNoTurnServesMoreSocketsThanItMay(int coalesceMillis) throws Exception {
        var loops = EventLoops.of(1, true, Duration.ofMillis(coalesceMillis));
        var work = new Work();
        List<Socket> peers = new ArrayList<>();
        try {
            Channel server = serve(loops, work);
            connect(server, peers);
            for (Socket peer : peers) {
                peer.getOutputStream().write(1);
            }
            await().atMost(PATIENCE).until(() -> work.bytes.get() == PEERS);
            var stalled = new CountDownLatch(1);
            var goOn = new CountDownLatch(1);
            loops.onServer(true)
                    .execute(() -> {
                        stalled.countDown();
                        stallUntil(goOn);
                    });
            stalled.await();
            for (Socket peer : peers) {
                peer.getOutputStream().write(2);
            }

            work.mostInATurn.set(0);
            goOn.countDown();

            await().atMost(PATIENCE).until(() -> work.bytes.get() == 2 * PEERS);
            await().atMost(PATIENCE).until(() -> work.mostInATurn.get() > 0);
            // Java's own transport serves all at once.
            assertThat(work.mostInATurn.get())
                    .isBetween(2, Epoll.isAvailable() ? EventLoops.AT_ONCE : PEERS);
        } finally {
            for (Socket peer : peers) {
                peer.close();
            }
            stop(loops);
        }
    }

    private static void stallUntil(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void withoutCoalescingEverythingArrivesAsWell() throws Exception {
        var loops = EventLoops.of(1, true, Duration.ZERO);
        try {
            done(loops);
        } finally {
            stop(loops);
        }
    }

    @Test
    void itIsOfTheTransportThatIsAskedFor() {
        var ours = EventLoops.of(1, true, Duration.ofMillis(1));
        var javas = EventLoops.of(1, false, Duration.ofMillis(1));

        assertThat(((IoEventLoop) ours.onServer(true).next()).isCompatible(EpollIoHandle.class))
                .isEqualTo(Epoll.isAvailable());
        assertThat(((IoEventLoop) javas.onServer(true).next()).isCompatible(NioIoHandle.class))
                .isTrue();
        stop(ours);
        stop(javas);
    }

    @Test
    void whatIsOpenedOnALoopStaysOnIt() throws Exception {
        var loops = EventLoops.of(3, true, Duration.ofMillis(1));
        try {
            EventLoop loop = loops.onServer(true).next();

            EventLoop next = loop.submit(() -> loops.onClient(true).next()).get();

            assertThat(next).isSameAs(loop);
        } finally {
            stop(loops);
        }
    }

    @Test
    void nobodyMayBlockOnIt() throws Exception {
        var loops = EventLoops.of(1, true, Duration.ofMillis(1));
        try {
            assertThat(loops.onServer(true).submit(Schedulers::isInNonBlockingThread).get())
                    .isTrue();
        } finally {
            stop(loops);
        }
    }

    @Test
    void itEndsWithItsThreads() throws Exception {
        var loops = EventLoops.of(2, true, Duration.ofMillis(1));
        Thread thread = loops.onServer(true).submit(Thread::currentThread).get();
        assertThat(thread.getName()).startsWith(EventLoops.THREADS);

        stop(loops);

        assertThat(loops.isDisposed()).isTrue();
        thread.join(TimeUnit.SECONDS.toMillis(10));
        assertThat(thread.isAlive()).isFalse();
    }

    private static void stop(EventLoops loops) {
        loops.disposeLater(Duration.ZERO, PATIENCE).block(PATIENCE);
    }
}
