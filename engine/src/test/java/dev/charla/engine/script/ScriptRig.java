package dev.charla.engine.script;

import static org.assertj.core.api.Assertions.assertThat;

import dev.charla.engine.Engine;
import dev.charla.engine.EngineOptions;
import dev.charla.engine.leg.ClientLeg;
import dev.charla.engine.mcp.McpConnector;
import dev.charla.engine.session.SessionRequested;
import dev.charla.protocol.codec.ProtocolCodec;
import dev.charla.protocol.codec.ProtocolException;
import dev.charla.protocol.event.ServerEvent;
import dev.charla.testkit.VirtualLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client of an engine that follows a script; time passes while the client waits. */
final class ScriptRig implements AutoCloseable {
    private static final Duration STEP = Duration.ofMillis(10);
    private static final long PATIENCE_NANOS = Duration.ofSeconds(60).toNanos();
    private static final JsonMapper JSON = JsonMapper.builder().build();

    final VirtualLoop loop = new VirtualLoop();
    final List<String> frames = new ArrayList<>();
    final List<Duration> times = new ArrayList<>();
    boolean aborted;
    int closeCode;

    private final ProtocolCodec codec = new ProtocolCodec();
    private final ScriptedSessions sessions;
    private final Engine engine;
    private Engine.Seat seat;

    ScriptRig(String... lines) {
        this(parse(String.join("\n", lines)));
    }

    ScriptRig(Script script) {
        sessions = new ScriptedSessions(script);
        engine =
                new Engine(
                        sessions.parts(
                                new Unwanted<>(),
                                new Unwanted<>(),
                                new Unwanted<>(),
                                new Unwanted<>(),
                                McpConnector.NONE),
                        EngineOptions.DEFAULT,
                        sessions);
        seat = open();
    }

    /** A part of the engine's that the script plays itself. */
    private static final class Unwanted<T> implements Supplier<T> {
        @Override
        public T get() {
            throw new AssertionError("a script that does all loads nothing of the engine's");
        }
    }

    static Script parse(String text) {
        try {
            return ScriptReader.parse("test.yaml", text);
        } catch (ScriptException e) {
            throw new AssertionError(e);
        }
    }

    private Engine.Seat open() {
        return engine.open(SessionRequested.model("gpt-4.1"), loop, new Leg()).orElseThrow();
    }

    /** Leaves, forgets what came, and opens the next session. */
    void again() {
        loop.run(seat.leave());
        frames.clear();
        times.clear();
        aborted = false;
        seat = open();
    }

    private final class Leg implements ClientLeg {
        @Override
        public void send(ServerEvent event) {
            frames.add(codec.write(event));
            times.add(loop.now());
        }

        @Override
        public boolean isWritable() {
            return true;
        }

        @Override
        public void close(int code, String reason) {
            closeCode = code;
        }

        @Override
        public void abort() {
            aborted = true;
        }
    }

    // What the client does.

    /** Sends events that the service finds in one read of its socket. */
    void send(String... events) {
        loop.run(() -> {
            for (String json : events) {
                try {
                    seat.receive(codec.readClientEvent(json));
                } catch (ProtocolException e) {
                    throw new AssertionError(e);
                }
            }
        });
    }

    void type(String text) {
        send(
                """
                {"type":"conversation.item.create","item":{"type":"message","role":"user",
                 "content":[{"type":"input_text","text":"%s"}]}}\
                """
                        .formatted(text));
        respond();
    }

    void respond() {
        send("{\"type\":\"response.create\"}");
    }

    /** Speaks, and is quiet long enough for the turn to end. */
    void speak(int ms) {
        audio(ms, 8_000);
        silence(600);
    }

    void silence(int ms) {
        audio(ms, 0);
    }

    void audio(int ms, int amplitude) {
        for (int at = 0; at < ms; at += 20) {
            send(append(20, amplitude));
            loop.advance(Duration.ofMillis(20));
        }
    }

    /** An event with so much of a tone. */
    static String append(int ms, int amplitude) {
        byte[] bytes = new byte[ms * 48];
        for (int i = 0; i < bytes.length; i += 2) {
            int sample = (int) (amplitude * Math.sin(Math.PI * 300 * i / 24_000));
            bytes[i] = (byte) sample;
            bytes[i + 1] = (byte) (sample >> 8);
        }
        return "{\"type\":\"input_audio_buffer.append\",\"audio\":\"%s\"}"
                .formatted(Base64.getEncoder().encodeToString(bytes));
    }

    // What came back.

    List<JsonNode> events() {
        return frames.stream().map(JSON::readTree).toList();
    }

    List<String> types() {
        return events().stream().map(event -> event.get("type").asString()).toList();
    }

    /** Types without repeats in a row. */
    List<String> typesFolded() {
        List<String> folded = new ArrayList<>();
        for (String type : types()) {
            if (folded.isEmpty() || !folded.getLast().equals(type)) {
                folded.add(type);
            }
        }
        return folded;
    }

    List<JsonNode> of(String type) {
        return events().stream()
                .filter(event -> event.get("type").asString().equals(type))
                .toList();
    }

    JsonNode only(String type) {
        assertThat(of(type)).as(type + " in " + types()).hasSize(1);
        return of(type).getFirst();
    }

    /** When the first event of a type came. */
    Duration timeOf(String type) {
        return times.get(types().indexOf(type));
    }

    void await(String type) {
        await(type, 1);
    }

    void await(String type, int count) {
        await(() -> of(type).size() >= count);
    }

    void await(BooleanSupplier holds) {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        loop.runUntilIdle();
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("never came; what came: " + types());
            }
            Thread.onSpinWait();
            loop.advance(STEP);
        }
    }

    @Override
    public void close() {
        loop.run(seat.leave());
        engine.close();
        sessions.close();
    }
}
