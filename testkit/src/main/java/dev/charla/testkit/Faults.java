package dev.charla.testkit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/**
 * Behaviours of a {@link FaultService}: one valid session, and every known way in which a session
 * fails. Each is named after what a client sees.
 */
public final class Faults {
    /** Longer than any test waits; a service that stalls is ended by closing it. */
    private static final Duration FOR_EVER = Duration.ofHours(1);

    private static final int DELTAS = 10;
    private static final int DELTA_SAMPLES = Tone.RATE_HZ / 10;

    private Faults() {}

    /** Where in a session a fault strikes. */
    public enum Point {
        /** The upgrade was accepted, nothing was sent yet. */
        AFTER_UPGRADE,
        /** {@code session.created} was sent. */
        AFTER_SESSION_CREATED,
        /** Half of the audio deltas of a response were sent, which nobody needs to ask for. */
        MID_DELTA,
        /** The response was sent to its end. */
        AFTER_RESPONSE
    }

    /** What happens at a {@link Point}. */
    @FunctionalInterface
    public interface Strike {
        /** Applies the fault to {@code peer}; the socket is closed when it returns. */
        void on(RawPeer peer) throws IOException, InterruptedException;
    }

    /**
     * A session that speaks one response unasked, up to {@code point}, where {@code strike} hits.
     */
    public static FaultService.Behaviour at(Point point, Strike strike) {
        return peer -> {
            peer.accept();
            speakUpTo(point, peer);
            strike.on(peer);
        };
    }

    /** A session without a fault: created, one response, then silence until the client leaves. */
    public static FaultService.Behaviour none() {
        return at(Point.AFTER_RESPONSE, stall());
    }

    /** Refuses the upgrade with a body such as Azure writes. */
    public static FaultService.Behaviour refuse(int status, Map<String, String> headers) {
        return peer ->
                peer.refuse(
                        status,
                        headers,
                        "{\"error\":{\"code\":\"%d\",\"message\":\"refused for a test\"}}"
                                .formatted(status));
    }

    /** Accepts the connection and never answers the upgrade. */
    public static FaultService.Behaviour neverAnswer() {
        return RawPeer::awaitGivenUp;
    }

    /** Accepts the upgrade and never reads a byte after it. */
    public static FaultService.Behaviour neverRead() {
        return peer -> {
            peer.acceptWithoutReading();
            peer.text(created(new ServiceEvents()));
            peer.awaitEnd(FOR_EVER);
        };
    }

    /** A session that answers no ping. */
    public static FaultService.Behaviour ignorePings() {
        return peer -> {
            peer.ignorePings();
            at(Point.AFTER_SESSION_CREATED, stall()).serve(peer);
        };
    }

    /** Sends nothing more and does nothing more. */
    public static Strike stall() {
        return peer -> peer.awaitEnd(FOR_EVER);
    }

    /** Sends a close frame and waits for the client to go. */
    public static Strike close(int code, String reason) {
        return peer -> {
            peer.closeFrame(code, reason);
            peer.awaitEnd(FOR_EVER);
        };
    }

    /** Sends two close frames. */
    public static Strike closeTwice(int code, String reason) {
        return peer -> {
            peer.closeFrame(code, reason);
            peer.closeFrame(code, reason);
            peer.awaitEnd(FOR_EVER);
        };
    }

    /** Closes the socket normally, without a close frame. */
    public static Strike hangUp() {
        return RawPeer::hangUp;
    }

    /** Aborts the connection. */
    public static Strike reset() {
        return RawPeer::reset;
    }

    /** Sends a text that is not JSON. */
    public static Strike invalidJson() {
        return text("{\"type\":\"response.created\",");
    }

    /** Sends {@code message}, then stalls. */
    public static Strike text(String message) {
        return peer -> {
            peer.text(message);
            peer.awaitEnd(FOR_EVER);
        };
    }

    /** Sends a binary message, then stalls. */
    public static Strike binary() {
        return peer -> {
            peer.frame(true, ReceivedFrame.BINARY, new byte[] {1, 2, 3});
            peer.awaitEnd(FOR_EVER);
        };
    }

    /** Sends a text that is not UTF-8, then stalls. */
    public static Strike brokenUtf8() {
        return peer -> {
            var event = "{\"type\":\"x\",\"event_id\":\"?\"}".getBytes(StandardCharsets.UTF_8);
            event[event.length - 3] = (byte) 0xC3;
            peer.frame(true, ReceivedFrame.TEXT, event);
            peer.awaitEnd(FOR_EVER);
        };
    }

    /** Sends a text with an overlong UTF-8 encoding, then stalls. */
    public static Strike overlongUtf8() {
        return peer -> {
            var event = "{\"type\":\"a??b\"}".getBytes(StandardCharsets.UTF_8);
            event[10] = (byte) 0xC0; // C0 AF: a slash in two bytes
            event[11] = (byte) 0xAF;
            peer.frame(true, ReceivedFrame.TEXT, event);
            peer.awaitEnd(FOR_EVER);
        };
    }

    /** Sends a text with a reserved bit set, although no extension was negotiated. */
    public static Strike reservedBit() {
        return peer -> {
            var event = "{\"type\":\"x\"}".getBytes(StandardCharsets.UTF_8);
            peer.frame(true, 0x40 | ReceivedFrame.TEXT, event);
            peer.awaitEnd(FOR_EVER);
        };
    }

    /** Sends pings as fast as it can until the client goes. */
    public static Strike pings() {
        return peer -> {
            while (!peer.hasEnded()) {
                peer.frame(true, ReceivedFrame.PING, new byte[] {1});
            }
        };
    }

    /** Sends a frame with a reserved opcode, then stalls. */
    public static Strike reservedOpcode() {
        return peer -> {
            peer.frame(true, 0x5, new byte[0]);
            peer.awaitEnd(FOR_EVER);
        };
    }

    /** Sends one message of {@code bytes} in one frame, then stalls. */
    public static Strike huge(int bytes) {
        return text(padded(bytes));
    }

    /** Sends one message of {@code bytes} in parts of 64 KiB, then stalls. */
    public static Strike hugeInParts(int bytes) {
        return peer -> {
            peer.textInParts(padded(bytes), 64 * 1024);
            peer.awaitEnd(FOR_EVER);
        };
    }

    /** Sends {@code count} small events as fast as it can, then stalls. */
    public static Strike flood(int count) {
        return peer -> {
            var events = new ServiceEvents();
            for (int i = 0; i < count; i++) {
                peer.text(events.event("charla.test.flood").put("number", i).toString());
            }
            peer.awaitEnd(FOR_EVER);
        };
    }

    /** Sends {@code message} once in one-byte frames and once byte by byte, then stalls. */
    public static Strike dribble(String message) {
        return peer -> {
            peer.textInParts(message, 1);
            peer.textByteByByte(message);
            peer.awaitEnd(FOR_EVER);
        };
    }

    /** Sends {@code message} twice, then stalls. */
    public static Strike twice(String message) {
        return peer -> {
            peer.text(message);
            peer.text(message);
            peer.awaitEnd(FOR_EVER);
        };
    }

    private static void speakUpTo(Point point, RawPeer peer) throws IOException {
        var events = new ServiceEvents();
        if (point == Point.AFTER_UPGRADE) {
            return;
        }
        peer.text(created(events));
        if (point == Point.AFTER_SESSION_CREATED) {
            return;
        }
        var response = events.id("resp_");
        var item = events.id("msg_");
        peer.text(events.response("response.created", response, "in_progress").toString());
        for (int i = 0; i < DELTAS; i++) {
            if (point == Point.MID_DELTA && i == DELTAS / 2) {
                return;
            }
            var delta = Tone.base64((long) i * DELTA_SAMPLES, DELTA_SAMPLES);
            peer.text(
                    events.part("response.audio.delta", response, item)
                            .put("delta", delta)
                            .toString());
        }
        peer.text(events.part("response.audio.done", response, item).toString());
        peer.text(events.response("response.done", response, "completed").toString());
    }

    private static String created(ServiceEvents events) {
        var session = events.defaults(events.id("sess_"), "test-model");
        return events.session("session.created", session).toString();
    }

    private static String padded(int bytes) {
        var head = "{\"type\":\"charla.test.huge\",\"event_id\":\"event_h\",\"padding\":\"";
        return head + "x".repeat(bytes - head.length() - 2) + "\"}";
    }
}
