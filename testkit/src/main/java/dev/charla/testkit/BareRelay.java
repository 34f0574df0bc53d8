package dev.charla.testkit;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.WebsocketClientSpec;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.WebsocketServerSpec;
import reactor.netty.http.websocket.WebsocketInbound;
import reactor.netty.http.websocket.WebsocketOutbound;

/**
 * A straightforward relay after Reactor Netty's guide, as a baseline for Charla's. It has no
 * captions, barge-in, limits or reconnection.
 */
public final class BareRelay {
    private static final int HEADER_BYTES = 8;
    private static final int MOST_BYTES = 1 << 20;
    private static final String APPEND = "{\"type\":\"input_audio_buffer.append\",\"audio\":\"";
    private static final String DELTA = "\"delta\":\"";

    private BareRelay() {}

    /**
     * Runs until the process ends.
     *
     * @param arguments the port to listen on, and the service's
     */
    public static void main(String[] arguments) {
        start(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1])).onDispose().block();
    }

    /**
     * Relays between {@code /stream} and a service, both on loopback, until it is disposed of.
     *
     * @param port to listen at; zero for any
     * @param servicePort where the service listens
     */
    public static DisposableServer start(int port, int servicePort) {
        String service = "ws://127.0.0.1:" + servicePort + "/voice-live/realtime";
        var client =
                HttpClient.newConnection()
                        .websocket(
                                WebsocketClientSpec.builder()
                                        .maxFramePayloadLength(MOST_BYTES)
                                        .build());
        return HttpServer.create()
                .host("127.0.0.1")
                .port(port)
                .route(routes ->
                        routes.ws(
                                "/stream",
                                (page, toPage) ->
                                        client.uri(service)
                                                .handle((session, toService) ->
                                                        relay(page, toPage, session, toService))
                                                .then(),
                                WebsocketServerSpec.builder()
                                        .maxFramePayloadLength(MOST_BYTES)
                                        .build()))
                .bindNow();
    }

    private static Mono<Void> relay(
            WebsocketInbound page,
            WebsocketOutbound toPage,
            WebsocketInbound session,
            WebsocketOutbound toService) {
        var sound = new Sound();
        Mono<Void> up =
                toService
                        .sendString(
                                page.receiveFrames()
                                        .handle((frame, next) -> {
                                            if (frame instanceof BinaryWebSocketFrame) {
                                                next.next(append(frame.content()));
                                            }
                                        }))
                        .then();
        Mono<Void> down =
                toPage.send(
                                session.receive()
                                        .asString(StandardCharsets.UTF_8)
                                        .filter(text -> text.contains(DELTA))
                                        .map(sound::of))
                        .then();
        return Mono.firstWithSignal(up, down);
    }

    private static String append(ByteBuf pcm) {
        byte[] bytes = new byte[pcm.readableBytes()];
        pcm.readBytes(bytes);
        return APPEND + Base64.getEncoder().encodeToString(bytes) + "\"}";
    }

    /** Confined to the session's loop. */
    private static final class Sound {
        private int samples;

        ByteBuf of(String text) {
            int from = text.indexOf(DELTA) + DELTA.length();
            byte[] pcm = Base64.getDecoder().decode(text.substring(from, text.indexOf('"', from)));
            ByteBuffer frame =
                    ByteBuffer.allocate(HEADER_BYTES + pcm.length).order(ByteOrder.LITTLE_ENDIAN);
            frame.putInt(1).putInt(samples).put(pcm).flip();
            samples += pcm.length / Short.BYTES;
            return Unpooled.wrappedBuffer(frame);
        }
    }
}
