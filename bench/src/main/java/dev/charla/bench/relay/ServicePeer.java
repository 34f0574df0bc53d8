package dev.charla.bench.relay;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * One session of a service that answers without end: agrees to all settings, speaks as soon as it
 * hears somebody, and checks what it hears. To a proxy that passes bytes on it speaks as the page
 * expects it.
 */
final class ServicePeer extends Peer {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Pattern KEY = Pattern.compile("(?im)^Sec-WebSocket-Key:\\s*(\\S+)\\s*$");

    /** RFC 6455, section 1.3. */
    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private static final byte[] AUDIO = "\"audio\":\"".getBytes(StandardCharsets.US_ASCII);

    /** A member that holds audio begins within the first bytes of a frame. */
    private static final int SEARCHED_BYTES = 128;

    private static final int SHORT_HEAD_BYTES = 4;

    private final Load load;
    private final Stamp stamp = new Stamp();
    private final boolean raw;
    private final ByteBuffer digits;

    /** The beginning of a frame whose end comes with the next message. */
    private final ByteBuffer part;

    private ByteBuffer frame;
    private int stampAt;
    private @Nullable Conversation conversation;
    private boolean speaking;
    private int sent;
    private int heard;
    private int responses;

    ServicePeer(SelectionKey key, Load load, boolean raw) {
        super(key, false);
        this.load = load;
        this.raw = raw;
        this.digits = load.digits();
        this.part = buffer(digits.capacity());
        this.frame = raw ? bytes() : delta(1);
    }

    private ByteBuffer bytes() {
        ByteBuffer samples = load.samples();
        ByteBuffer whole = message(BINARY, PagePeer.HEADER_BYTES + samples.capacity());
        stampAt = SHORT_HEAD_BYTES + PagePeer.HEADER_BYTES;
        whole.putInt(SHORT_HEAD_BYTES, 1);
        return whole.put(stampAt, samples, 0, samples.capacity());
    }

    private ByteBuffer delta(int response) {
        byte[] head =
                ("{\"type\":\"response.audio.delta\",\"event_id\":\"event_Bq7mSzX0aYvJ4pKd\","
                                + "\"response_id\":\"r%d\",\"item_id\":\"i%d\",\"output_index\":0,"
                                + "\"content_index\":0,\"delta\":\"")
                        .formatted(response, response)
                        .getBytes(StandardCharsets.US_ASCII);
        int length = head.length + digits.capacity() + 2;
        ByteBuffer whole = message(TEXT, length);
        whole.put(SHORT_HEAD_BYTES, head);
        stampAt = SHORT_HEAD_BYTES + head.length;
        whole.put(stampAt, digits, 0, digits.capacity());
        whole.put(stampAt + digits.capacity(), (byte) '"');
        return whole.put(stampAt + digits.capacity() + 1, (byte) '}');
    }

    @Override
    void handshake(String head) throws IOException {
        Matcher key = KEY.matcher(head);
        if (!key.find()) {
            throw new IOException("no upgrade");
        }
        sendPlain(
                "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        + "Sec-WebSocket-Accept: "
                        + accept(key.group(1))
                        + "\r\n\r\n");
        if (!raw) {
            sendText(
                    "{\"type\":\"session.created\",\"session\":{\"id\":\"s1\",\"model\":\"bench\"}}");
        }
    }

    private static String accept(String key) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-1")
                            .digest((key + GUID).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException broken) {
            throw new IllegalStateException("every Java has SHA-1", broken);
        }
    }

    @Override
    void speak(long dueNanos) throws IOException {
        if (!speaking) {
            return;
        }
        stamp.set(
                dueNanos,
                ++sent,
                conversation == null ? Stamp.NO_CONVERSATION : conversation.number());
        if (raw) {
            stamp.putBytes(frame, stampAt);
        } else {
            stamp.putDigits(frame, stampAt);
        }
        load.down().sent(System.nanoTime() - dueNanos);
        write(frame.clear());
    }

    @Override
    void frame(int opcode, ByteBuffer from, int at, int length) throws IOException {
        if (raw) {
            if (opcode == BINARY && length == load.samples().capacity()) {
                stamp.getBytes(from, at);
                took(PagePeer.same(load.samples(), Stamp.BYTES, from, at + Stamp.BYTES));
            }
            return;
        }
        int audio = audioAt(from, at, length);
        if (audio < 0) {
            byte[] text = new byte[length];
            from.get(at, text);
            answer(new String(text, StandardCharsets.UTF_8));
        } else {
            takeDigits(from, audio, at + length);
        }
    }

    /**
     * Takes audio, however it is cut. A relay keeps what comes before its service is ready and
     * sends it on in greater pieces; what it must not do is lose any of it.
     *
     * @param end of the message, in which audio is the last member
     */
    private void takeDigits(ByteBuffer from, int audio, int end) {
        int last = end;
        while (last > audio && from.get(last - 1) != '"') {
            last--;
        }
        last--;
        int whole = digits.capacity();
        for (int at = audio; at < last; ) {
            int count = Math.min(last - at, part.remaining());
            if (count == whole) {
                takeFrame(from, at);
            } else {
                part.put(part.position(), from, at, count).position(part.position() + count);
                if (!part.hasRemaining()) {
                    takeFrame(part, 0);
                    part.clear();
                }
            }
            at += count;
        }
    }

    private void takeFrame(ByteBuffer from, int at) {
        stamp.getDigits(from, at);
        took(PagePeer.same(digits, Stamp.DIGITS, from, at + Stamp.DIGITS));
    }

    private static int audioAt(ByteBuffer text, int from, int length) {
        int last = from + Math.min(length - AUDIO.length, SEARCHED_BYTES);
        for (int at = from; at < last; at++) {
            int matched = 0;
            while (matched < AUDIO.length && text.get(at + matched) == AUDIO[matched]) {
                matched++;
            }
            if (matched == AUDIO.length) {
                return at + matched;
            }
        }
        return -1;
    }

    private void took(boolean same) {
        Conversation speaker = conversation;
        if (speaker == null) {
            speaker = load.conversation(stamp.conversation());
            conversation = speaker;
            if (speaker != null) {
                speaker.servedBy(this);
                heard = stamp.number() - 1; // what a relay drops before it is connected
            }
            speaking = true;
        }
        boolean whole = same && speaker != null && stamp.conversation() == speaker.number();
        load.up().arrived(stamp.dueNanos(), whole, heard + 1, stamp.number());
        heard = Math.max(heard, stamp.number());
    }

    private void answer(String text) throws IOException {
        var event = JSON.readTree(text);
        if (!event.path("type").asString("").equals("session.update")) {
            return;
        }
        var updated = JSON.createObjectNode().put("type", "session.updated");
        updated.set("session", ((ObjectNode) event.path("session")).put("id", "s1"));
        sendText(updated.toString());
        if (responses == 0) {
            beginResponse();
        }
    }

    /** Says that it heard the caller speak, gives up its answer and begins the next. */
    void interrupt() throws IOException {
        sendText(
                "{\"type\":\"input_audio_buffer.speech_started\",\"item_id\":\"u"
                        + responses
                        + "\"}");
        sendText(
                "{\"type\":\"response.done\",\"response\":{\"id\":\"r%d\",\"object\":\"realtime.response\",\"status\":\"cancelled\",\"output\":[]}}"
                        .formatted(responses));
        speaking = false;
    }

    /** After {@link #interrupt}. */
    void goOn() throws IOException {
        sendText(
                "{\"type\":\"input_audio_buffer.speech_stopped\",\"item_id\":\"u"
                        + responses
                        + "\"}");
        beginResponse();
        speaking = true;
    }

    private void beginResponse() throws IOException {
        responses++;
        frame = delta(responses);
        sendText(
                "{\"type\":\"response.created\",\"response\":{\"id\":\"r%d\",\"object\":\"realtime.response\",\"status\":\"in_progress\",\"output\":[]}}"
                        .formatted(responses));
        sendText(
                "{\"type\":\"response.output_item.added\",\"response_id\":\"r%d\",\"output_index\":0,\"item\":{\"id\":\"i%d\",\"type\":\"message\",\"role\":\"assistant\",\"status\":\"in_progress\",\"content\":[]}}"
                        .formatted(responses, responses));
        sendText(
                "{\"type\":\"response.content_part.added\",\"response_id\":\"r%d\",\"item_id\":\"i%d\",\"output_index\":0,\"content_index\":0,\"part\":{\"type\":\"audio\"}}"
                        .formatted(responses, responses));
    }

    @Override
    void lost() {
        load.serviceLost(this, conversation);
    }
}
