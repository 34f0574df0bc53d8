package dev.charla.bench.relay;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One page: speaks without end, checks what it hears, and reports its playback. */
final class PagePeer extends Peer {
    /** As docs/browser-leg.md describes it. */
    static final int HEADER_BYTES = 8;

    /** As the page in web/ does. */
    private static final int REPORT_EVERY_MS = 250;

    private static final int MASK_BYTES = 4;
    private static final int SHORT_HEAD_BYTES = 4;
    private static final int MOST_SAID_BYTES = 125;
    private static final Pattern STOP =
            Pattern.compile("\"type\":\"playback.stop\",.*\"response\":(\\d+)");

    private final Conversation conversation;
    private final Stamp stamp = new Stamp();
    private final ByteBuffer frame;
    private final ByteBuffer samples;
    private final int framesAReport;
    private int sent;
    private int heard;
    private int response;
    private int position;

    /**
     * @param request the upgrade, to its blank line
     */
    PagePeer(SelectionKey key, Conversation conversation, String request) throws IOException {
        super(key, true);
        this.conversation = conversation;
        this.samples = conversation.load().samples();
        this.framesAReport = Math.max(1, REPORT_EVERY_MS / conversation.load().frameMs());
        int length = samples.capacity();
        this.frame = message(BINARY, length);
        frame.put(SHORT_HEAD_BYTES + MASK_BYTES, samples, 0, length);
        int mask = ThreadLocalRandom.current().nextInt();
        frame.putInt(SHORT_HEAD_BYTES, mask);
        mask(frame, SHORT_HEAD_BYTES + MASK_BYTES, length, mask);
        sendPlain(request);
    }

    @Override
    void handshake(String head) throws IOException {
        if (!head.startsWith("HTTP/1.1 101 ")) {
            throw new IOException("no upgrade: " + head.lines().findFirst().orElse(""));
        }
    }

    @Override
    void speak(long dueNanos) throws IOException {
        if (!isUpgraded()) {
            return;
        }
        stamp.set(dueNanos, ++sent, conversation.number());
        int at = SHORT_HEAD_BYTES + MASK_BYTES;
        stamp.putBytes(frame, at);
        mask(frame, at, Stamp.BYTES, frame.getInt(SHORT_HEAD_BYTES));
        conversation.load().up().sent(System.nanoTime() - dueNanos);
        write(frame.clear());
    }

    @Override
    void frame(int opcode, ByteBuffer from, int at, int length) throws IOException {
        if (opcode == BINARY && length == HEADER_BYTES + samples.capacity()) {
            hear(from, at);
        } else if (opcode == TEXT && conversation.bargesIn()) {
            byte[] text = new byte[length];
            from.get(at, text);
            toldTo(new String(text, StandardCharsets.UTF_8));
        }
    }

    private void hear(ByteBuffer from, int at) throws IOException {
        int body = at + HEADER_BYTES;
        stamp.getBytes(from, body);
        boolean mine =
                stamp.conversation() == conversation.number()
                        || stamp.conversation() == Stamp.NO_CONVERSATION;
        boolean whole = mine && same(samples, Stamp.BYTES, from, body + Stamp.BYTES);
        conversation.load().down().arrived(stamp.dueNanos(), whole, heard + 1, stamp.number());
        conversation.heard();
        heard = Math.max(heard, stamp.number());
        report(from.getInt(at), from.getInt(at + Integer.BYTES));
    }

    /**
     * Whether {@code other} holds the rest of {@code whole} at that place; makes no views of them.
     */
    static boolean same(ByteBuffer whole, int from, ByteBuffer other, int at) {
        int end = whole.capacity();
        int shift = at - from;
        int next = from;
        for (; next + Long.BYTES <= end; next += Long.BYTES) {
            if (whole.getLong(next) != other.getLong(next + shift)) {
                return false;
            }
        }
        for (; next < end; next++) {
            if (whole.get(next) != other.get(next + shift)) {
                return false;
            }
        }
        return true;
    }

    private void report(int number, int from) throws IOException {
        position = from + samples.capacity() / Short.BYTES;
        if (number != response) {
            response = number;
            say("playback.started", number, 0);
        } else if (heard % framesAReport == 0) {
            say("playback.progress", number, position);
        }
    }

    private void toldTo(String text) throws IOException {
        Matcher stop = STOP.matcher(text);
        if (stop.find()) {
            conversation.stopped();
            say("playback.stopped", Integer.parseInt(stop.group(1)), position);
        }
    }

    private void say(String type, int number, int heardSamples) throws IOException {
        String text =
                "{\"type\":\""
                        + type
                        + "\",\"response\":"
                        + number
                        + (heardSamples == 0 ? "}" : ",\"samples\":" + heardSamples + "}");
        if (text.length() > MOST_SAID_BYTES) {
            throw new IllegalStateException("longer than a report can be");
        }
        sendText(text);
    }

    @Override
    void lost() {
        conversation.pageLost(this);
    }
}
