package dev.charla.testkit;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The service's end of one WebSocket, implemented directly on a socket so that it can break every
 * rule. Reads on its own virtual thread once accepted. May be used by any thread.
 */
public final class RawPeer {
    /**
     * Received and not yet taken by {@link #nextText}; then reading stops, as for a slow service.
     */
    private static final int UNTAKEN_FRAMES = 10_000;

    private static final String ACCEPT_GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"; // RFC 6455

    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;
    private final UpgradeRequest request;
    private final ReentrantLock writing = new ReentrantLock();
    private final ReentrantLock receiving = new ReentrantLock();
    private final Condition arrived = receiving.newCondition();
    private final LinkedBlockingQueue<ReceivedFrame> untaken =
            new LinkedBlockingQueue<>(UNTAKEN_FRAMES);
    private final List<ReceivedFrame> received = new CopyOnWriteArrayList<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Gate mayRead = new Gate();
    private volatile boolean answersPings = true; // read by the reader's thread
    private volatile @Nullable String violation; // read by tests
    private final AtomicLong sentBytes = new AtomicLong();

    RawPeer(Socket socket) throws IOException {
        this.socket = socket;
        socket.setTcpNoDelay(true);
        this.in = new DataInputStream(new java.io.BufferedInputStream(socket.getInputStream()));
        this.out = socket.getOutputStream();
        this.request = UpgradeRequest.read(in);
    }

    /** What the client asked for. */
    public UpgradeRequest request() {
        return request;
    }

    /** Everything received so far, in order, control frames included. */
    public List<ReceivedFrame> received() {
        return List.copyOf(received);
    }

    /** The texts received so far, in order. */
    public List<String> receivedTexts() {
        return received.stream()
                .filter(frame -> frame.opcode() == ReceivedFrame.TEXT)
                .map(ReceivedFrame::text)
                .toList();
    }

    /** The audio that was appended to the input buffer so far, decoded, event by event. */
    public List<byte[]> receivedAudio() {
        return receivedTexts().stream()
                .filter(text -> text.contains("\"input_audio_buffer.append\""))
                .map(RawPeer::audioOf)
                .toList();
    }

    private static byte[] audioOf(String append) {
        String member = "\"audio\":\"";
        int start = append.indexOf(member) + member.length();
        return Base64.getDecoder().decode(append.substring(start, append.indexOf('"', start)));
    }

    /** What the client did against RFC 6455; null when nothing. */
    public @Nullable String violation() {
        return violation;
    }

    /** Accepts the upgrade and begins to read. */
    public void accept() throws IOException {
        acceptWithoutReading();
        startReading();
    }

    /** Accepts the upgrade; nothing is read until {@link #startReading}. */
    public void acceptWithoutReading() throws IOException {
        var key =
                request.header("Sec-WebSocket-Key")
                                .orElseThrow(() -> new IOException("this is no upgrade"))
                        + ACCEPT_GUID;
        raw(
                ("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                                + "Sec-WebSocket-Accept: "
                                + Base64.getEncoder().encodeToString(sha1(key))
                                + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        Thread.ofVirtual().name("raw-peer-reader").start(this::readFrames);
    }

    /** Begins to read after {@link #acceptWithoutReading}. */
    public void startReading() {
        mayRead.open();
    }

    /** Reads no frame after the one it waits for now, until {@link #startReading}. */
    public void stopReading() {
        mayRead.close();
    }

    /** Answers the upgrade with something else than 101. */
    public void refuse(int status, Map<String, String> headers, String body) throws IOException {
        var utf8 = body.getBytes(StandardCharsets.UTF_8);
        var head = new StringBuilder("HTTP/1.1 " + status + " Refused\r\n");
        headers.forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
        head.append("Content-Length: " + utf8.length + "\r\n\r\n");
        raw(head.toString().getBytes(StandardCharsets.UTF_8));
        raw(utf8);
    }

    /** From now on, pings stay unanswered. */
    public void ignorePings() {
        answersPings = false;
    }

    /** Sends one message in one frame. */
    public void text(String message) throws IOException {
        frame(true, ReceivedFrame.TEXT, message.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends one message as a frame and continuation frames of at most {@code size} bytes. */
    public void textInParts(String message, int size) throws IOException {
        var utf8 = message.getBytes(StandardCharsets.UTF_8);
        for (int at = 0; at < utf8.length; at += size) {
            int end = Math.min(utf8.length, at + size);
            frame(
                    end == utf8.length,
                    at == 0 ? ReceivedFrame.TEXT : ReceivedFrame.CONTINUATION,
                    java.util.Arrays.copyOfRange(utf8, at, end));
        }
    }

    /** Sends one message in one frame, each byte in a TCP segment of its own. */
    public void textByteByByte(String message) throws IOException {
        var utf8 = message.getBytes(StandardCharsets.UTF_8);
        for (byte single : encoded(true, ReceivedFrame.TEXT, utf8)) {
            raw(new byte[] {single});
        }
    }

    /** Sends one frame, sound or not. */
    public void frame(boolean last, int opcode, byte[] payload) throws IOException {
        raw(encoded(last, opcode, payload));
    }

    /** Sends a close frame; the socket stays open. */
    public void closeFrame(int code, String reason) throws IOException {
        var utf8 = reason.getBytes(StandardCharsets.UTF_8);
        frame(
                true,
                ReceivedFrame.CLOSE,
                ByteBuffer.allocate(2 + utf8.length).putShort((short) code).put(utf8).array());
    }

    /** Sends bytes as they are. */
    public void raw(byte[] bytes) throws IOException {
        writing.lock();
        try {
            out.write(bytes);
            out.flush();
            sentBytes.addAndGet(bytes.length);
        } finally {
            writing.unlock();
        }
    }

    /** What the client's machine has taken so far, in bytes; it need not have been read. */
    public long sentBytes() {
        return sentBytes.get();
    }

    /** Ends the TCP connection in order, without a close frame. */
    public void hangUp() throws IOException {
        socket.close();
    }

    /** Breaks the TCP connection off. Without effect on one that is gone. */
    public void reset() throws IOException {
        if (socket.isClosed()) {
            return;
        }
        socket.setSoLinger(true, 0);
        socket.close();
    }

    /**
     * The next text from the client.
     *
     * @return null when none came in time or the client is gone
     */
    public @Nullable String nextText(Duration patience) throws InterruptedException {
        var frame = untaken.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
        return frame == null || frame.opcode() == ReceivedFrame.CLOSE ? null : frame.text();
    }

    /**
     * Waits until so many frames of that opcode have been received.
     *
     * @throws AssertionError when they have not within {@code patience}
     */
    public void awaitFrames(int opcode, int count, Duration patience) throws InterruptedException {
        receiving.lock();
        try {
            long left = patience.toNanos();
            while (received.stream().filter(frame -> frame.opcode() == opcode).count() < count) {
                if (left <= 0) {
                    throw new AssertionError("the frames did not come in " + patience);
                }
                left = arrived.awaitNanos(left);
            }
        } finally {
            receiving.unlock();
        }
    }

    /** Waits until the client has closed the socket, or we have. */
    public boolean awaitEnd(Duration patience) throws InterruptedException {
        return ended.await(patience.toNanos(), TimeUnit.NANOSECONDS);
    }

    /**
     * Reads on without answering the upgrade until the client gives up; for use before accepting.
     */
    void awaitGivenUp() throws IOException {
        try {
            in.skipNBytes(Long.MAX_VALUE);
        } catch (EOFException gone) {
            // what was waited for
        } finally {
            ended.countDown();
        }
    }

    /** Whether the client closed the socket, or we did. */
    public boolean hasEnded() {
        return ended.getCount() == 0;
    }

    private void readFrames() {
        try {
            var message = new ByteArrayOutputStream();
            int messageOpcode = 0;
            while (true) {
                mayRead.pass();
                int first = in.readUnsignedByte();
                int opcode = first & 0x0F;
                if ((first & 0x70) != 0) {
                    violation = "a reserved bit is set";
                }
                var payload = payload();
                if (opcode >= ReceivedFrame.CLOSE) {
                    control(opcode, payload);
                    continue;
                }
                messageOpcode = opcode == ReceivedFrame.CONTINUATION ? messageOpcode : opcode;
                message.write(payload);
                if ((first & 0x80) != 0) {
                    keep(
                            new ReceivedFrame(
                                    messageOpcode, message.toString(StandardCharsets.UTF_8), 0));
                    message.reset();
                }
            }
        } catch (EOFException over) {
            // the client closed the socket
        } catch (IOException broken) {
            // reset by either side; the latch below tells it
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            ended.countDown();
            var _ = untaken.offer(new ReceivedFrame(ReceivedFrame.CLOSE, "", 1006));
        }
    }

    private byte[] payload() throws IOException {
        int second = in.readUnsignedByte();
        long length = second & 0x7F;
        if (length == 126) {
            length = in.readUnsignedShort();
        } else if (length == 127) {
            length = in.readLong();
        }
        if ((second & 0x80) == 0) {
            violation = "a frame is not masked";
            return in.readNBytes(Math.toIntExact(length));
        }
        var mask = in.readNBytes(4);
        var payload = in.readNBytes(Math.toIntExact(length));
        for (int i = 0; i < payload.length; i++) {
            payload[i] ^= mask[i & 3];
        }
        return payload;
    }

    private void control(int opcode, byte[] payload) throws IOException, InterruptedException {
        int code = 0;
        var text = new String(payload, StandardCharsets.UTF_8);
        if (opcode == ReceivedFrame.CLOSE) {
            code = payload.length < 2 ? 1005 : ByteBuffer.wrap(payload).getShort() & 0xFFFF;
            text = payload.length < 2 ? "" : text(payload);
        }
        keep(new ReceivedFrame(opcode, text, code));
        if (opcode == ReceivedFrame.PING && answersPings) {
            frame(true, ReceivedFrame.PONG, payload);
        }
    }

    private static String text(byte[] closePayload) {
        return new String(closePayload, 2, closePayload.length - 2, StandardCharsets.UTF_8);
    }

    private void keep(ReceivedFrame frame) throws InterruptedException {
        receiving.lock();
        try {
            received.add(frame);
            arrived.signalAll();
        } finally {
            receiving.unlock();
        }
        if (frame.opcode() == ReceivedFrame.TEXT || frame.opcode() == ReceivedFrame.CLOSE) {
            untaken.put(frame);
        }
    }

    private static byte[] encoded(boolean last, int opcode, byte[] payload) {
        var frame = ByteBuffer.allocate(payload.length + 10);
        frame.put((byte) ((last ? 0x80 : 0) | opcode));
        if (payload.length < 126) {
            frame.put((byte) payload.length);
        } else if (payload.length < 65_536) {
            frame.put((byte) 126).putShort((short) payload.length);
        } else {
            frame.put((byte) 127).putLong(payload.length);
        }
        frame.put(payload).flip();
        var bytes = new byte[frame.remaining()];
        frame.get(bytes);
        return bytes;
    }

    private static byte[] sha1(String text) {
        try {
            return MessageDigest.getInstance("SHA-1")
                    .digest(text.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException broken) {
            throw new IllegalStateException("this Java has no SHA-1", broken);
        }
    }

    /** Lets one thread through while it is open; shut at first. */
    private static final class Gate {
        private final ReentrantLock lock = new ReentrantLock();
        private final Condition changed = lock.newCondition();
        private boolean open; // guarded by lock

        void open() {
            set(true);
        }

        void close() {
            set(false);
        }

        private void set(boolean value) {
            lock.lock();
            try {
                open = value;
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }

        void pass() throws InterruptedException {
            lock.lock();
            try {
                while (!open) {
                    changed.await();
                }
            } finally {
                lock.unlock();
            }
        }
    }
}
