package dev.charla.app.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.management.ThreadMXBean;
import dev.charla.app.Caller;
import dev.charla.app.CharlaTest;
import dev.charla.app.net.EventLoops;
import dev.charla.testkit.BareRelay;
import dev.charla.testkit.FaultService;
import dev.charla.testkit.RawPeer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.net.URI;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import reactor.netty.DisposableServer;

/**
 * What a frame each way costs, beside a bare relay in the same process, in turns. What is counted
 * is what the threads of either one's loops did: neither pages, service, compiler nor collector, so
 * that a machine with other things to do disturbs it little.
 */
@CharlaTest
class RelayCostIT {
    private static final int CONVERSATIONS = 30;
    private static final int FRAME_BYTES = 960;
    private static final int FRAME_MS = 10; // twice as many as there would be
    private static final int WARM_FRAMES = 20_000;
    private static final int FRAMES = 6_000;
    private static final int ROUNDS = 4;

    /** Charla needs about as much as the bare relay: this catches a doubling, and no noise. */
    private static final double MOST_CPU = 2.0;

    /** Some 2,000, of which nearly half are the decoded audio: this catches a doubling, too. */
    private static final double MOST_BYTES = 3_200;

    /** It needs a seventh of what the bare relay needs. */
    private static final double MOST_ALLOCATION = 0.25;

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final FaultService SERVICE = FaultService.start(RelayCostIT::serve);

    @LocalServerPort int port;

    private final AtomicReference<@Nullable Side> speaking = new AtomicReference<>();

    /** The pages of a relay, and the sessions behind it. */
    private static final class Side {
        static final Side CHARLA = new Side(EventLoops.THREADS);
        static final Side BARE = new Side("reactor-http");

        final String threads;
        final List<Page> pages = new ArrayList<>();
        final List<RawPeer> sessions = new CopyOnWriteArrayList<>();

        /**
         * @param threads how the names of its loops' threads begin
         */
        Side(String threads) {
            this.threads = threads;
        }

        void end() {
            pages.forEach(Page::close);
            pages.clear();
            sessions.clear();
        }

        long heard() {
            return pages.stream().mapToLong(page -> page.heard.sum()).sum();
        }
    }

    /** By the loops' threads, for a frame each way. */
    private record Cost(double micros, double bytes) {
        Cost least(Cost other) {
            return new Cost(Math.min(micros, other.micros), Math.min(bytes, other.bytes));
        }
    }

    private record Costs(Cost ours, Cost theirs) {}

    @DynamicPropertySource
    static void endpoint(DynamicPropertyRegistry settings) {
        settings.add("AZURE_VOICE_LIVE_ENDPOINT", SERVICE::endpoint);
        settings.add("AZURE_VOICE_LIVE_API_KEY", () -> "secret-key");
    }

    @AfterAll
    static void close() {
        SERVICE.close();
    }

    /** What was allocated does not depend on what else the machine does; a few frames tell it. */
    @Test
    void aFrameAllocatesFarLessThanOnABareRelay() {
        allocatesFarLess(costs(WARM_FRAMES / 2, FRAMES / 2, 1));
    }

    @Test
    @Tag("alone")
    @Tag("long")
    void aFrameCostsNoMoreThanOnABareRelay() {
        Costs costs = costs(WARM_FRAMES, FRAMES, ROUNDS);

        allocatesFarLess(costs);
        assertThat(costs.ours.micros / costs.theirs.micros).isLessThan(MOST_CPU);
    }

    private static void allocatesFarLess(Costs costs) {
        assertThat(costs.ours.bytes).isBetween((double) FRAME_BYTES, MOST_BYTES);
        assertThat(costs.ours.bytes / costs.theirs.bytes).isLessThan(MOST_ALLOCATION);
    }

    private Costs costs(int warmFrames, int frames, int rounds) {
        DisposableServer bare = BareRelay.start(0, SERVICE.endpoint().getPort());
        try (var clock = Executors.newSingleThreadScheduledExecutor()) {
            for (int i = 0; i < CONVERSATIONS; i++) {
                Side.CHARLA.pages.add(Page.of(port, Caller.ticket(port)));
                Side.BARE.pages.add(Page.of(bare.port()));
            }
            var _ = clock.scheduleAtFixedRate(this::speak, 0, FRAME_MS, TimeUnit.MILLISECONDS);

            var ours = measure(Side.CHARLA, warmFrames);
            var theirs = measure(Side.BARE, warmFrames);
            for (int round = 0; round < rounds; round++) {
                ours = ours.least(measure(Side.CHARLA, frames));
                theirs = theirs.least(measure(Side.BARE, frames));
            }

            System.out.printf(
                    "a frame each way, by the loops: %.1f us and %,.0f bytes; bare relay %.1f us and"
                            + " %,.0f bytes; %.2f of its time%n",
                    ours.micros,
                    ours.bytes,
                    theirs.micros,
                    theirs.bytes,
                    ours.micros / theirs.micros);
            return new Costs(ours, theirs);
        } finally {
            Side.CHARLA.end();
            Side.BARE.end();
            bare.disposeNow();
        }
    }

    private Cost measure(Side side, int frames) {
        speaking.set(side);
        awaitFrames(side, side.heard() + frames / 10);
        long[] loops = loops(side);
        long heard = side.heard();
        long nanos = Arrays.stream(THREADS.getThreadCpuTime(loops)).sum();
        long bytes = Arrays.stream(THREADS.getThreadAllocatedBytes(loops)).sum();
        awaitFrames(side, heard + frames);
        double passed = side.heard() - heard;
        long moreNanos = Arrays.stream(THREADS.getThreadCpuTime(loops)).sum() - nanos;
        long moreBytes = Arrays.stream(THREADS.getThreadAllocatedBytes(loops)).sum() - bytes;
        speaking.set(null);
        return new Cost(moreNanos / passed / 1_000, moreBytes / passed);
    }

    private void awaitFrames(Side side, long count) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> side.heard() >= count);
    }

    private static long[] loops(Side side) {
        long[] loops =
                Arrays.stream(THREADS.getThreadInfo(THREADS.getAllThreadIds()))
                        .filter(thread ->
                                thread != null && thread.getThreadName().startsWith(side.threads))
                        .mapToLong(ThreadInfo::getThreadId)
                        .toArray();
        assertThat(loops).isNotEmpty();
        return loops;
    }

    /** All pages and all sessions of the side whose turn it is say a frame. */
    private void speak() {
        var side = speaking.get();
        if (side == null) {
            return;
        }
        side.pages.forEach(Page::speak);
        for (RawPeer session : side.sessions) {
            try {
                session.text(DELTA);
            } catch (IOException gone) {
                throw new UncheckedIOException(gone);
            }
        }
    }

    /** Answers without end as soon as it is told anything. */
    private static void serve(RawPeer peer) throws IOException, InterruptedException {
        peer.accept();
        peer.text("{\"type\":\"session.created\",\"session\":{\"id\":\"s1\",\"model\":\"m\"}}");
        String first = peer.nextText(PATIENCE);
        boolean ours = first != null && first.contains("session.update");
        if (ours) {
            peer.text("{\"type\":\"session.updated\",\"session\":{\"id\":\"s1\",\"model\":\"m\"}}");
        }
        peer.text(
                "{\"type\":\"response.created\",\"response\":{\"id\":\"r1\","
                        + "\"status\":\"in_progress\",\"output\":[]}}");
        (ours ? Side.CHARLA : Side.BARE).sessions.add(peer);
        while (!peer.hasEnded()) {
            var _ = peer.nextText(PATIENCE);
        }
    }

    private static final String DELTA =
            "{\"type\":\"response.audio.delta\",\"event_id\":\"event_1\",\"response_id\":\"r1\","
                    + "\"item_id\":\"i1\",\"output_index\":0,\"content_index\":0,\"delta\":\""
                    + Base64.getEncoder().encodeToString(new byte[FRAME_BYTES])
                    + "\"}";

    /** Speaks when it is told to, and counts what it hears. */
    private static final class Page implements WebSocket.Listener {
        private static final int FRAMES_A_REPORT = 1000 / FRAME_MS / 4;

        final LongAdder heard = new LongAdder();
        private final boolean reports;
        private @Nullable WebSocket socket;
        private int reported;

        private Page(boolean reports) {
            this.reports = reports;
        }

        static Page of(int port, Caller.Ticket ticket) {
            var page = new Page(true);
            page.open(
                    Caller.HTTP
                            .newWebSocketBuilder()
                            .subprotocols("charla.v1", "charla.ticket." + ticket.ticket()),
                    port,
                    ticket.stream());
            return page;
        }

        static Page of(int barePort) {
            var page = new Page(false);
            page.open(Caller.HTTP.newWebSocketBuilder(), barePort, "/stream");
            return page;
        }

        private void open(WebSocket.Builder builder, int port, String path) {
            socket = builder.buildAsync(URI.create("ws://127.0.0.1:" + port + path), this).join();
        }

        /** On the clock's thread, as all sending is: one message after another. */
        void speak() {
            var open = Objects.requireNonNull(socket);
            var _ = open.sendBinary(ByteBuffer.wrap(new byte[FRAME_BYTES]), true).join();
            int played = heard.intValue();
            if (reports && played >= reported + FRAMES_A_REPORT) {
                reported = played;
                var report =
                        "{\"type\":\"playback.progress\",\"response\":1,\"samples\":%d}"
                                .formatted(played * (FRAME_BYTES / 2));
                var _ = open.sendText(report, true).join();
            }
        }

        @Override
        public @Nullable CompletionStage<?> onBinary(
                WebSocket from, ByteBuffer data, boolean last) {
            if (last) {
                heard.increment();
            }
            from.request(1);
            return null;
        }

        void close() {
            Objects.requireNonNull(socket).abort();
        }
    }
}
