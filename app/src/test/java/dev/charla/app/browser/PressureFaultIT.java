package dev.charla.app.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.charla.app.Caller;
import dev.charla.app.CharlaTest;
import dev.charla.boot.browser.Conversations;
import dev.charla.testkit.FaultService;
import dev.charla.testkit.Faults;
import dev.charla.testkit.RawPeer;
import dev.charla.testkit.Script;
import dev.charla.testkit.ScriptedService;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import javax.net.ServerSocketFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/** One side reads nothing, sends too much, or is gone: memory is bounded, and others go on. */
@CharlaTest
class PressureFaultIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int MEGABYTE = 1 << 20;
    private static final int FRAME_BYTES = 960;
    private static final int TALKERS = 20;
    private static final int MANY_COLLECTIONS = 20;
    private static final int MOST_FRAMES = 3_000; // one minute at the least
    private static final String HELLO = "{\"type\":\"text\",\"text\":\"hello\"}";

    private static final FaultService.Behaviour ANSWERS =
            ScriptedService.following(Script.of(answer(Duration.ofSeconds(1))));

    /** As fast as it is played, so that there is time for something else. */
    private static final FaultService.Behaviour SPEAKS =
            ScriptedService.following(
                    Script.of(answer(Duration.ofSeconds(3))).paced(Duration.ofMillis(100)));

    /** 230 MB on the wire, as fast as they are taken. */
    private static final FaultService.Behaviour GUSHES =
            ScriptedService.following(Script.of(answer(Duration.ofHours(1))));

    private static final AtomicReference<FaultService.Behaviour> BEHAVIOUR =
            new AtomicReference<>(ANSWERS);
    private static final FaultService SERVICE =
            FaultService.start(peer -> BEHAVIOUR.get().serve(peer), new NarrowSockets());

    @LocalServerPort int port;
    @Autowired Conversations conversations;
    @Autowired MeterRegistry meters;

    private final List<Caller> pages = new ArrayList<>();

    @DynamicPropertySource
    static void endpoint(DynamicPropertyRegistry settings) {
        settings.add("AZURE_VOICE_LIVE_ENDPOINT", SERVICE::endpoint);
        settings.add("AZURE_VOICE_LIVE_API_KEY", () -> "secret-key");
        settings.add("charla.service.reconnect-for", () -> "3s");
        settings.add("charla.browser.resume-within", () -> "0s");
    }

    @BeforeEach
    void answers() {
        BEHAVIOUR.set(ANSWERS);
    }

    @AfterEach
    void nothingIsLeftBehind() {
        pages.forEach(Caller::breakOff);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(conversations.count()).isZero());
    }

    @AfterAll
    static void close() {
        SERVICE.close();
    }

    @Test
    void aPageThatReadsNothingHoldsItsServiceBackUntilItsConversationEndsAndOthersGoOn()
            throws Exception {
        double slow = count("charla.pages.slow", null);
        double ended = count("charla.conversations.ended", "page_too_slow");
        BEHAVIOUR.set(GUSHES);
        Caller deaf = ready();
        RawPeer service = SERVICE.peers().getLast();
        BEHAVIOUR.set(ANSWERS);
        Caller other = ready();

        deaf.stopReading();
        deaf.send(HELLO);
        await().atMost(PATIENCE).until(() -> count("charla.pages.slow", null) > slow);
        var held = new AtomicLong();
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(500))
                .until(() -> held.getAndSet(service.sentBytes()) == service.sentBytes());
        isAnswered(other, 1);
        await().atMost(PATIENCE)
                .until(() -> count("charla.conversations.ended", "page_too_slow") == ended + 1);

        assertThat(service.awaitEnd(PATIENCE)).isTrue();
        System.out.printf("a page that reads nothing: %,d bytes were held for it%n", held.get());
        assertThat(held.get())
                .as("what Charla and the buffers of four ends of sockets hold")
                .isBetween(MEGABYTE / 2L, 128L * MEGABYTE);
        await().atMost(PATIENCE).until(() -> !deaf.canSend("{\"type\":\"end\"}"));
        isAnswered(other, 2);
    }

    @Test
    void aServiceThatReadsNothingCostsTheOldestAudioOnlyAndGoesOnWhenItReadsAgain() {
        double dropped = count("charla.audio.dropped.bytes", null);
        Caller page = ready();
        RawPeer service = SERVICE.peers().getLast();
        Caller other = ready();

        service.stopReading();
        for (int second = 0; second < 9; second++) {
            page.sendBytes(new byte[48_000]);
        }
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> {
                    page.sendBytes(new byte[14_400]); // three times as fast as speech
                    return count("charla.audio.dropped.bytes", null) > dropped;
                });
        isAnswered(other, 1);
        service.startReading();

        isAnswered(page, 1);
        assertThat(service.violation()).isNull();
    }

    @Test
    void aPageThatSendsMoreThanAnybodyCanSayIsEndedWithAWord() {
        double ended = count("charla.conversations.ended", "too_many_messages");
        Caller audio = ready();
        Caller messages = ready();
        Caller other = ready();

        for (int second = 0; second < 100; second++) {
            audio.sendUnheard(new byte[48_000]);
        }
        for (int i = 0; i < 20_000; i++) {
            messages.sendUnheard("{\"type\":\"mute\",\"muted\":false}");
        }

        for (Caller flooding : List.of(audio, messages)) {
            assertThat(flooding.awaitType("ended").get("code").asString())
                    .isEqualTo("too_many_messages");
            assertThat(flooding.awaitClose()).isEqualTo(1008);
        }
        assertThat(count("charla.conversations.ended", "too_many_messages")).isEqualTo(ended + 2);
        isAnswered(other, 1);
    }

    @Test
    void whatIsTypedWhileNobodyAnswersIsNotKeptWithoutLimit() {
        BEHAVIOUR.set(Faults.at(Faults.Point.AFTER_SESSION_CREATED, Faults.stall()));
        double noticed = count("charla.notices", "too_many_texts");
        Caller page = page();

        for (int i = 0; i < 20; i++) {
            page.send(HELLO);
        }

        page.await(message ->
                message.path("type").asString("").equals("notice")
                        && message.path("code").asString("").equals("too_many_texts"));
        assertThat(count("charla.notices", "too_many_texts")).isGreaterThan(noticed);
    }

    @Test
    void twoHundredPagesThatComeAtOnceAllGetTheirConversation() throws Exception {
        long began = System.nanoTime();
        openAtOnce(200);
        System.out.printf(
                "200 conversations at once: ready after %,d ms%n",
                (System.nanoTime() - began) / 1_000_000);

        assertThat(conversations.count()).isEqualTo(200);
        pages.forEach(page -> page.send(HELLO));
        pages.forEach(page -> page.awaitType("playback.end"));
    }

    @Test
    void aServiceThatDropsAllSessionsAtOnceGetsEachOfThemBackOnce() throws Exception {
        openAtOnce(60);
        int sessions = SERVICE.peers().size();
        double lost = count("charla.service.lost", "connection_lost");
        long gaps = gaps();

        dropAll();

        for (Caller page : pages) {
            page.awaitState("reconnecting");
            page.await(state("ready"), 2);
            isAnswered(page, 1);
        }
        assertThat(SERVICE.peers()).hasSize(sessions + 60);
        assertThat(count("charla.service.lost", "connection_lost")).isEqualTo(lost + 60);
        assertThat(gaps()).isEqualTo(gaps + 60);
    }

    @Test
    void aServiceThatIsGoneIsAskedLessAndLessOftenAndAllConversationsEndWithItsSentence()
            throws Exception {
        openAtOnce(60);
        int sessions = SERVICE.peers().size();
        BEHAVIOUR.set(Faults.refuse(503, Map.of()));

        dropAll();

        for (Caller page : pages) {
            JsonNode ended = page.awaitType("ended");
            assertThat(ended.get("failed").asBoolean()).isTrue();
            assertThat(ended.get("code").asString()).isEqualTo("service_unavailable");
            assertThat(ended.get("text").asString()).endsWith(".");
        }
        assertThat(SERVICE.peers().size() - sessions).isBetween(60, 5 * 60);
    }

    @Test
    void collectionsOfTheHeapLoseNothingThatIsNotCountedAndMixNothingUp() throws Exception {
        BEHAVIOUR.set(SPEAKS);
        openAtOnce(TALKERS);
        List<RawPeer> sessions = SERVICE.peers().reversed().subList(0, TALKERS);
        double dropped = count("charla.audio.dropped.bytes", null);
        long collections = collections();

        int frames = 0;
        try (var _ = new Litter()) {
            pages.forEach(page -> page.send(HELLO));
            while (collections() < collections + MANY_COLLECTIONS
                    || pages.stream().anyMatch(page -> !page.types().contains("playback.end"))) {
                assertThat(frames).as("frames until all are answered").isLessThan(MOST_FRAMES);
                byte[] frame = frame(frames++);
                pages.forEach(page -> page.sendBytes(frame));
                Thread.sleep(20);
            }
        }

        System.out.printf(
                "%d collections while %d conversations spoke for %d frames%n",
                collections() - collections, TALKERS, frames);
        for (Caller page : pages) {
            assertThat(samplesInOrder(page))
                    .isEqualTo(page.awaitType("playback.end").get("samples").asLong())
                    .isEqualTo(72_000);
        }
        long sent = (long) TALKERS * frames * FRAME_BYTES;
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(
                                        bytesInOrder(sessions)
                                                + (long)
                                                        (count("charla.audio.dropped.bytes", null)
                                                                - dropped))
                                .isEqualTo(sent));
    }

    private static Script.Turn answer(Duration length) {
        return Script.Turn.of("hello", "Hello, this is the answer.").lasting(length);
    }

    private Caller page() {
        Caller page = Caller.page(port);
        pages.add(page);
        return page;
    }

    private Caller ready() {
        Caller page = page();
        page.awaitState("ready");
        return page;
    }

    private void openAtOnce(int count) throws InterruptedException, ExecutionException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Caller> opening = () -> Caller.page(port);
            List<Future<Caller>> all = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                all.add(threads.submit(opening));
            }
            for (Future<Caller> each : all) {
                pages.add(each.get());
            }
        }
        pages.forEach(page -> page.awaitState("ready"));
    }

    private static void dropAll() throws IOException {
        for (RawPeer peer : SERVICE.peers()) {
            peer.reset();
        }
    }

    /** Says something and plays the answer, which is the conversation's of that number. */
    private static void isAnswered(Caller page, int number) {
        page.send(HELLO);
        JsonNode end =
                page.await(
                        message -> message.path("type").asString("").equals("playback.end"),
                        number);
        page.send(
                "{\"type\":\"playback.finished\",\"response\":%d,\"samples\":%d}"
                        .formatted(end.get("response").asLong(), end.get("samples").asLong()));
    }

    private static Predicate<JsonNode> state(String state) {
        return message ->
                message.path("type").asString("").equals("state")
                        && message.path("state").asString("").equals(state);
    }

    /** Holds its number in two samples that are too quiet to be taken for speech. */
    private static byte[] frame(int number) {
        byte[] frame = new byte[FRAME_BYTES];
        frame[0] = (byte) (number & 0x7F);
        frame[2] = (byte) (number >> 7);
        return frame;
    }

    private static int number(byte[] piece, int at) {
        return piece[at] | piece[at + 2] << 7;
    }

    private static long collections() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionCount)
                .sum();
    }

    private static long samplesInOrder(Caller page) {
        long samples = 0;
        for (byte[] frame : page.audio()) {
            var header = ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN);
            assertThat(header.getInt(4)).isEqualTo((int) samples);
            samples += (frame.length - 8) / 2;
        }
        return samples;
    }

    /** What all sessions heard, whose frames hold their number, each session's in order. */
    private static long bytesInOrder(List<RawPeer> sessions) {
        long bytes = 0;
        for (RawPeer session : sessions) {
            int last = -1;
            for (byte[] piece : session.receivedAudio()) {
                for (int at = 0; at < piece.length; at += FRAME_BYTES) {
                    int number = number(piece, at);
                    assertThat(number).isGreaterThan(last);
                    last = number;
                }
                bytes += piece.length;
            }
        }
        return bytes;
    }

    private double count(String name, @Nullable String code) {
        var found = meters.find(name);
        return (code == null ? found : found.tag("code", code))
                .counters().stream().mapToDouble(Counter::count).sum();
    }

    private long gaps() {
        var timer = meters.find("charla.service.gap").timer();
        return timer == null ? 0 : timer.count();
    }

    /** Fills the heap without end, so that it is collected again and again. */
    private static final class Litter implements AutoCloseable {
        private static final int PIECE_BYTES = 64 * 1024;

        private final byte[][] young = new byte[64][];
        private volatile boolean enough;

        Litter() {
            Thread.ofPlatform().name("litter").daemon().start(this::fill);
        }

        private void fill() {
            for (int i = 0; !enough; i++) {
                young[i % young.length] = new byte[PIECE_BYTES];
            }
        }

        @Override
        public void close() {
            enough = true;
        }
    }

    /** Sockets whose network holds little, so that a side that reads nothing is felt soon. */
    private static final class NarrowSockets extends ServerSocketFactory {
        private static final int RECEIVE_BYTES = 8 * 1024;

        @Override
        public ServerSocket createServerSocket(int port) throws IOException {
            return createServerSocket(port, 0, InetAddress.getLoopbackAddress());
        }

        @Override
        public ServerSocket createServerSocket(int port, int backlog) throws IOException {
            return createServerSocket(port, backlog, InetAddress.getLoopbackAddress());
        }

        @Override
        public ServerSocket createServerSocket(int port, int backlog, InetAddress address)
                throws IOException {
            var server = new ServerSocket();
            server.setReceiveBufferSize(RECEIVE_BYTES); // of the sockets it accepts
            server.bind(new InetSocketAddress(address, port), backlog);
            return server;
        }
    }
}
