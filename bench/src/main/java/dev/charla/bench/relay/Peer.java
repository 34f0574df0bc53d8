package dev.charla.bench.relay;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadLocalRandom;

/**
 * One end of a WebSocket, written for a load that must cost far less than what it measures: frames
 * are read where they lie and sent from a buffer made once. Confined to the load's thread.
 */
abstract class Peer {
    static final int TEXT = 1;
    static final int BINARY = 2;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;
    private static final int MASKED = 0x80;

    /** What a relay may leave unread before its conversation is given up: minutes of audio. */
    private static final int MOST_WAITING_BYTES = 8 << 20;

    private static final int MOST_FRAME_BYTES = 4 << 20;

    private final SelectionKey key;
    private final SocketChannel channel;
    private final boolean masks;
    private ByteBuffer in = buffer(8 * 1024);
    private ByteBuffer waiting = buffer(0);

    /**
     * For what is sent once: memory outside the heap is freed by the collector, which takes its
     * time.
     */
    private ByteBuffer once = buffer(0);

    private boolean upgraded;
    private boolean leaving;
    private boolean gone;

    /**
     * @param key of a socket that is connected
     * @param masks whether this is the client's end
     */
    Peer(SelectionKey key, boolean masks) {
        this.key = key;
        this.channel = (SocketChannel) key.channel();
        this.masks = masks;
    }

    static ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocateDirect(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** The other side's half of the handshake, up to its blank line. */
    abstract void handshake(String head) throws IOException;

    /** A whole frame, at {@code at} of {@code from}, unmasked. */
    abstract void frame(int opcode, ByteBuffer from, int at, int length) throws IOException;

    /** The socket is closed; called once. */
    abstract void lost();

    /** Sends a frame of audio if there is anybody to hear it. */
    abstract void speak(long dueNanos) throws IOException;

    boolean isUpgraded() {
        return upgraded && !leaving && !gone;
    }

    boolean isGone() {
        return gone;
    }

    /** Something can be read or written. */
    final void ready() {
        if (gone) {
            return; // closed while others were read
        }
        try {
            if (key.isReadable()) {
                read();
            }
            if (!gone && key.isValid() && key.isWritable()) {
                writeWaiting();
            }
        } catch (IOException _) {
            close();
        }
    }

    private void read() throws IOException {
        int count;
        do {
            if (!in.hasRemaining()) {
                in = grown(in, in.capacity());
            }
            count = channel.read(in);
            if (count < 0) {
                close();
                return;
            }
            in.flip();
            while (!gone && next()) {
                // until what is left is less than a frame
            }
            if (in.hasRemaining()) {
                in.compact();
            } else {
                in.clear();
            }
        } while (!gone && !in.hasRemaining());
    }

    private boolean next() throws IOException {
        return upgraded ? nextFrame() : nextHead();
    }

    private boolean nextHead() throws IOException {
        String text = StandardCharsets.US_ASCII.decode(in.duplicate()).toString();
        int end = text.indexOf("\r\n\r\n");
        if (end < 0) {
            return false;
        }
        in.position(in.position() + end + 4);
        upgraded = true;
        handshake(text.substring(0, end));
        return in.hasRemaining();
    }

    private boolean nextFrame() throws IOException {
        int at = in.position();
        int there = in.remaining();
        if (there < 2) {
            return false;
        }
        int second = in.get(at + 1);
        int length = second & 0x7F;
        int head = 2 + (length == 126 ? 2 : length == 127 ? 8 : 0);
        boolean masked = (second & MASKED) != 0;
        int whole = head + (masked ? 4 : 0);
        if (there < whole) {
            return false;
        }
        if (length == 126) {
            length = Short.toUnsignedInt(Short.reverseBytes(in.getShort(at + 2)));
        } else if (length == 127) {
            length = within(Long.reverseBytes(in.getLong(at + 2)));
        }
        if (there < whole + length) {
            if (in.capacity() < whole + length) {
                in = grown(in.compact(), whole + length).flip();
            }
            return false;
        }
        if (masked) {
            mask(in, at + whole, length, in.getInt(at + head));
        }
        in.position(at + whole + length);
        taken(in.get(at) & 0x0F, at + whole, length);
        return true;
    }

    private static int within(long length) throws IOException {
        if (length < 0 || length > MOST_FRAME_BYTES) {
            throw new IOException("a frame too long to be meant");
        }
        return (int) length;
    }

    private void taken(int opcode, int at, int length) throws IOException {
        switch (opcode) {
            case TEXT, BINARY -> {
                if (!leaving) {
                    frame(opcode, in, at, length);
                }
            }
            case PING -> {
                ByteBuffer pong = passing(PONG, length);
                pong.put(pong.position(), in, at, length);
                sendMessage(pong, length);
            }
            case CLOSE -> close();
            default -> {}
        }
    }

    /** Exclusive or with the mask, eight bytes at a time; the mask as it lies in the frame. */
    static void mask(ByteBuffer bytes, int from, int length, int mask) {
        long twice = (mask & 0xFFFFFFFFL) << 32 | (mask & 0xFFFFFFFFL);
        int end = from + length;
        int at = from;
        for (; at + Long.BYTES <= end; at += Long.BYTES) {
            bytes.putLong(at, bytes.getLong(at) ^ twice);
        }
        for (int shift = 0; at < end; at++, shift += 8) {
            bytes.put(at, (byte) (bytes.get(at) ^ (twice >>> shift)));
        }
    }

    /** Room for a frame; its position is where the payload goes, at most 65,535 bytes. */
    final ByteBuffer message(int opcode, int length) {
        return headed(buffer(headBytes(length) + length), opcode, length);
    }

    /** The same, in memory that the next such frame gets again: to be sent before. */
    private ByteBuffer passing(int opcode, int length) {
        int whole = headBytes(length) + length;
        if (once.capacity() < whole) {
            once = buffer(whole);
        }
        return headed(once.clear().limit(whole), opcode, length);
    }

    private int headBytes(int length) {
        return (length < 126 ? 2 : 4) + (masks ? 4 : 0);
    }

    private ByteBuffer headed(ByteBuffer frame, int opcode, int length) {
        if (length > 0xFFFF) {
            throw new IllegalArgumentException("a longer message than anybody sends here");
        }
        frame.put(0, (byte) (0x80 | opcode));
        int bit = masks ? MASKED : 0;
        if (length < 126) {
            frame.put(1, (byte) (bit | length));
        } else {
            frame.put(1, (byte) (bit | 126)).putShort(2, Short.reverseBytes((short) length));
        }
        return frame.position(headBytes(length));
    }

    /** Masks, if need be, the payload that was put at the position, and sends it all. */
    final void sendMessage(ByteBuffer frame, int length) throws IOException {
        int head = frame.position();
        if (masks) {
            int mask = ThreadLocalRandom.current().nextInt();
            frame.putInt(head - 4, mask);
            mask(frame, head, length, mask);
        }
        write(frame.position(0));
    }

    final void sendText(String text) throws IOException {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        ByteBuffer frame = passing(TEXT, utf8.length);
        frame.put(frame.position(), utf8);
        sendMessage(frame, utf8.length);
    }

    final void sendPlain(String text) throws IOException {
        byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
        write(buffer(ascii.length).put(ascii).flip());
    }

    /** Sends what remains, now or when the other side takes it. */
    final void write(ByteBuffer bytes) throws IOException {
        if (gone) {
            return;
        }
        if (waiting.position() == 0) {
            channel.write(bytes);
            if (!bytes.hasRemaining()) {
                return;
            }
            key.interestOpsOr(SelectionKey.OP_WRITE);
        }
        if (waiting.position() + bytes.remaining() > MOST_WAITING_BYTES) {
            close();
            return;
        }
        if (waiting.remaining() < bytes.remaining()) {
            waiting = grown(waiting, waiting.capacity() + bytes.remaining());
        }
        waiting.put(bytes);
    }

    private void writeWaiting() throws IOException {
        waiting.flip();
        channel.write(waiting);
        waiting.compact();
        if (waiting.position() == 0) {
            key.interestOpsAnd(~SelectionKey.OP_WRITE);
        }
    }

    private static ByteBuffer grown(ByteBuffer full, int more) {
        return buffer(full.capacity() + more).put(full.flip());
    }

    /**
     * Says goodbye, and closes when the other side has answered, as browsers do. A socket that is
     * closed while something can be read from it is reset, and the goodbye may be lost with it.
     */
    final void leave() {
        if (!isUpgraded()) {
            close();
            return;
        }
        leaving = true;
        try {
            ByteBuffer close = passing(CLOSE, 2);
            close.putShort(close.position(), Short.reverseBytes((short) 1000));
            sendMessage(close, 2);
        } catch (IOException _) {
            close(); // the other side is gone already
        }
    }

    final void close() {
        if (gone) {
            return;
        }
        gone = true;
        key.cancel();
        try {
            channel.close();
        } catch (IOException _) {
            // nothing is left of it either way
        }
        lost();
    }
}
