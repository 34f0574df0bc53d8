package dev.charla.bench.relay;

import dev.charla.bench.conversation.ConversationFailure;
import dev.charla.bench.conversation.Door;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.SocketChannel;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** One relay between a load's pages and its service. Used by one thread at a time. */
final class Run implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration START = Duration.ofMinutes(2);
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int KEY_BYTES = 16;
    private static final String DROPPED = "actuator/metrics/charla.audio.dropped.bytes";

    /** A counter is made when it first counts. */
    private static final int NOT_COUNTED_YET = 404;

    private final Contender contender;
    private final Load load;
    private final TestedProcess process;
    private final HttpClient http;
    private final URI site;
    private final Door door;
    private @Nullable JvmProbe probe;
    private int opened;

    private Run(Contender contender, Load load, TestedProcess process, HttpClient http, URI site) {
        this.contender = contender;
        this.load = load;
        this.process = process;
        this.http = http;
        this.site = site;
        this.door = new Door(http, JsonMapper.shared(), site, PATIENCE);
    }

    /** Starts the relay and waits until it answers. */
    static Run start(
            RelayOptions options,
            Pinning pinning,
            Contender contender,
            int frameMs,
            HttpClient http)
            throws IOException, InterruptedException {
        var load = new Load(frameMs, contender.raw());
        Run run = null;
        try {
            int port = contender == Contender.NOTHING ? load.port() : freePort();
            var process = contender.start(options, pinning, new Contender.Ports(port, load.port()));
            run =
                    new Run(
                            contender,
                            load,
                            process,
                            http,
                            URI.create("http://127.0.0.1:" + port + "/"));
            run.awaitReady();
            return run;
        } catch (IOException | InterruptedException failure) {
            if (run == null) {
                load.close();
            } else {
                run.close();
            }
            throw failure;
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private void awaitReady() throws IOException, InterruptedException {
        long giveUp = System.nanoTime() + START.toNanos();
        while (System.nanoTime() < giveUp && process.isAlive()) {
            if (answers()) {
                if (contender.onJava()) {
                    probe = JvmProbe.of(process.pid());
                }
                return;
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        throw new IOException(
                contender.word() + " did not start; it says: " + process.complaints());
    }

    private boolean answers() throws InterruptedException {
        try {
            if (contender == Contender.CHARLA) {
                var status = HttpRequest.newBuilder(site.resolve("api/status")).build();
                return http.send(status, BodyHandlers.discarding()).statusCode() == 200;
            }
            connect().close();
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    private SocketChannel connect() throws IOException {
        return SocketChannel.open(new InetSocketAddress(site.getHost(), site.getPort()));
    }

    Load load() {
        return load;
    }

    TestedProcess process() {
        return process;
    }

    @Nullable JvmProbe probe() {
        return probe;
    }

    /**
     * Audio of callers that the relay says it has dropped so far, in frames; NaN where it does not
     * count that.
     */
    double droppedFrames() throws IOException, InterruptedException {
        if (contender != Contender.CHARLA) {
            return Double.NaN;
        }
        var answer =
                http.send(
                        HttpRequest.newBuilder(site.resolve(DROPPED)).build(),
                        BodyHandlers.ofString());
        if (answer.statusCode() == NOT_COUNTED_YET) {
            return 0;
        }
        double bytes =
                JsonMapper.shared()
                        .readTree(answer.body())
                        .path("measurements")
                        .path(0)
                        .path("value")
                        .asDouble(Double.NaN);
        return bytes / load.samples().capacity();
    }

    /**
     * Opens one more conversation, without waiting until it stands. Also for several threads at a
     * time.
     */
    void open() throws IOException, InterruptedException {
        int number;
        synchronized (this) {
            number = opened++;
        }
        long asked = System.nanoTime();
        String path = "/stream";
        String protocols = "";
        if (contender == Contender.CHARLA) {
            try {
                Door.Ticket ticket = door.open();
                path = ticket.stream().getPath();
                protocols =
                        "Sec-WebSocket-Protocol: charla.v1, charla.ticket."
                                + ticket.value()
                                + "\r\n";
            } catch (ConversationFailure failure) {
                throw new IOException(failure.getMessage(), failure);
            }
        }
        String request = upgrade(path, protocols);
        SocketChannel socket = connect();
        load.ask(() -> {
            load.begin(number, asked, socket, request);
            return number;
        });
    }

    private String upgrade(String path, String protocols) {
        byte[] key = new byte[KEY_BYTES];
        RANDOM.nextBytes(key);
        return "GET "
                + path
                + " HTTP/1.1\r\nHost: 127.0.0.1:"
                + site.getPort()
                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: "
                + Base64.getEncoder().encodeToString(key)
                + "\r\n"
                + protocols
                + "\r\n";
    }

    /** Waits until so many conversations stand. */
    void awaitStanding(int conversations) throws IOException, InterruptedException {
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        while (load.ask(() -> load.standing().size()) < conversations) {
            if (System.nanoTime() > giveUp) {
                throw new IOException(
                        "only %d of %d conversations stand after %d s"
                                .formatted(
                                        load.ask(() -> load.standing().size()),
                                        conversations,
                                        PATIENCE.toSeconds()));
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    /**
     * Has all pages leave.
     *
     * @return how many sessions the relay still holds after five seconds
     */
    int leaveAll() throws InterruptedException {
        load.ask(() -> {
            List<Conversation> all = load.all();
            all.forEach(Conversation::leave);
            return all.size();
        });
        long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
        int left = load.ask(load::sessions);
        while (left > 0 && System.nanoTime() < giveUp) {
            TimeUnit.MILLISECONDS.sleep(20);
            left = load.ask(load::sessions);
        }
        return left;
    }

    @Override
    public void close() {
        try {
            if (probe != null) {
                probe.close();
            }
        } catch (IOException _) {
            // the process ends now in any case
        }
        process.close();
        load.close();
    }
}
