package dev.charla.mcp;

import dev.charla.engine.Engine;
import dev.charla.engine.EngineOptions;
import dev.charla.engine.EngineParts;
import dev.charla.engine.endpointing.SubbandDetector;
import dev.charla.engine.leg.ClientLeg;
import dev.charla.engine.mcp.McpConnector;
import dev.charla.engine.recognition.DeafRecognizer;
import dev.charla.engine.reply.ReplyModel;
import dev.charla.engine.reply.ReplyRequest;
import dev.charla.engine.reply.ReplySink;
import dev.charla.engine.session.SessionRequested;
import dev.charla.engine.synthesis.Synthesizer;
import dev.charla.protocol.codec.ProtocolCodec;
import dev.charla.protocol.codec.ProtocolException;
import dev.charla.protocol.event.ResponseEvent;
import dev.charla.protocol.event.ServerEvent;
import dev.charla.testkit.VirtualLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A session of an engine that reaches MCP servers, on virtual time. */
final class McpSession implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    final VirtualLoop loop = new VirtualLoop();
    final List<ServerEvent> events = new ArrayList<>();

    /** What the next answer calls; nothing: it says a word. */
    volatile List<ReplyRequest.Call> calls = List.of();

    private final ProtocolCodec codec = new ProtocolCodec();
    private final Engine engine;
    private final Engine.Seat seat;

    McpSession(McpConnector connector) {
        engine =
                new Engine(
                        new EngineParts(
                                SubbandDetector::new,
                                new DeafRecognizer(),
                                new Calling(),
                                new Silent(),
                                connector),
                        EngineOptions.DEFAULT);
        seat = engine.open(SessionRequested.model("any"), loop, new Leg()).orElseThrow();
    }

    void read(String json) {
        loop.run(() -> {
            try {
                seat.receive(codec.readClientEvent(json));
            } catch (ProtocolException e) {
                throw new AssertionError(e);
            }
        });
    }

    void type(String text) {
        read(
                """
                {"type":"conversation.item.create","item":{"type":"message","role":"user",
                 "content":[{"type":"input_text","text":"%s"}]}}\
                """
                        .formatted(text));
        read("{\"type\":\"response.create\"}");
    }

    <E extends ServerEvent> List<E> of(Class<E> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    <E extends ServerEvent> E await(Class<E> kind, int count) {
        loop.runUntil(() -> of(kind).size() >= count, PATIENCE);
        return of(kind).get(count - 1);
    }

    ResponseEvent.Done awaitDone(int count) {
        return await(ResponseEvent.Done.class, count);
    }

    /** The wire types of what came, in order. */
    List<String> types() {
        return events.stream()
                .map(codec::write)
                .map(json -> json.replaceAll("^.*?\"type\":\"([^\"]*)\".*$", "$1"))
                .toList();
    }

    @Override
    public void close() {
        loop.run(seat.leave());
        engine.close();
    }

    private final class Calling implements ReplyModel {
        @Override
        public Dialogue open(Surroundings surroundings) {
            return new Dialogue() {
                @Override
                public void reply(ReplyRequest request, ReplySink sink)
                        throws InterruptedException {
                    List<ReplyRequest.Call> now = calls;
                    calls = List.of();
                    for (ReplyRequest.Call call : now) {
                        sink.call(call.name(), call.arguments());
                    }
                    if (now.isEmpty()) {
                        sink.text("Well.");
                    }
                }

                @Override
                public void close() {}
            };
        }

        @Override
        public boolean takesFreeSpeech() {
            return true;
        }

        @Override
        public boolean callsTools() {
            return true;
        }
    }

    private static final class Silent implements Synthesizer {
        @Override
        public List<String> voices() {
            return List.of("silence");
        }

        @Override
        public void speak(Sentence sentence, Sink sink) throws InterruptedException {
            sink.audio(new short[SAMPLE_RATE_HZ / 10]);
        }

        @Override
        public void warmUp() {}

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void close() {}
    }

    private final class Leg implements ClientLeg {
        @Override
        public void send(ServerEvent event) {
            events.add(event);
        }

        @Override
        public boolean isWritable() {
            return true;
        }

        @Override
        public void close(int code, String reason) {}

        @Override
        public void abort() {}
    }
}
