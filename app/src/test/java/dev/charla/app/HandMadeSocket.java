package dev.charla.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A client's end of a WebSocket, written by hand on a socket so that it can send frames that no
 * library would. Confined to the test's thread.
 */
public final class HandMadeSocket implements AutoCloseable {
    public static final int TEXT = 0x1;
    public static final int PING = 0x9;
    public static final int CLOSE = 0x8;
    private static final int PATIENCE_MILLIS = 30_000;

    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;

    private HandMadeSocket(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(PATIENCE_MILLIS);
        in = new DataInputStream(socket.getInputStream());
        out = socket.getOutputStream();
    }

    public static HandMadeSocket open(int port, String path, String... protocols)
            throws IOException {
        HandMadeSocket made = new HandMadeSocket(port);
        String offered =
                protocols.length == 0
                        ? ""
                        : Stream.of(protocols)
                                .collect(
                                        Collectors.joining(
                                                ", ", "Sec-WebSocket-Protocol: ", "\r\n"));
        String upgrade =
                """
                GET %s HTTP/1.1
                Host: localhost
                Connection: Upgrade
                Upgrade: websocket
                Sec-WebSocket-Version: 13
                Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==
                %s
                """;
        made.out.write(
                upgrade.replace("\n", "\r\n")
                        .formatted(path, offered)
                        .getBytes(StandardCharsets.US_ASCII));
        assertThat(made.line()).contains(" 101 ");
        while (!made.line().isEmpty()) {
            // the other headers say nothing new
        }
        return made;
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.readUnsignedByte(); next != '\n'; next = in.readUnsignedByte()) {
            line.append((char) next);
        }
        return line.toString().strip();
    }

    /**
     * Sends a frame, masked with zeros.
     *
     * @param first its first byte: the end of a message, the reserved bits, the kind
     * @param payload less than 126 bytes
     */
    public void frame(int first, byte[] payload) throws IOException {
        out.write(
                ByteBuffer.allocate(6 + payload.length)
                        .put((byte) first)
                        .put((byte) (0x80 | payload.length))
                        .putInt(0)
                        .put(payload)
                        .array());
    }

    /** Sends a frame of so many zeros, masked with zeros, to its end. */
    public void longFrame(int first, int length) throws IOException {
        out.write(
                ByteBuffer.allocate(14)
                        .put((byte) first)
                        .put((byte) (0x80 | 127))
                        .putLong(length)
                        .putInt(0)
                        .array());
        byte[] zeros = new byte[64 * 1024];
        for (int left = length; left > 0; left -= zeros.length) {
            out.write(zeros, 0, Math.min(left, zeros.length));
        }
    }

    /** Sends such a frame again and again, until the server does not take any more. */
    public void flood(int first) {
        try {
            for (int i = 0; i < 1_000_000; i++) {
                frame(first, new byte[0]);
            }
        } catch (IOException gone) {
            // what was waited for; the close frame may have been read before
        }
    }

    /** The code of the server's close frame; what comes before it is passed over. */
    public int awaitClose() throws IOException {
        try {
            while (true) {
                int kind = in.readUnsignedByte() & 0x0F;
                long length = in.readUnsignedByte();
                if (length == 126) {
                    length = in.readUnsignedShort();
                } else if (length == 127) {
                    length = in.readLong();
                }
                byte[] payload = in.readNBytes(Math.toIntExact(length));
                if (kind == CLOSE) {
                    return ByteBuffer.wrap(payload).getShort() & 0xFFFF;
                }
            }
        } catch (EOFException | SocketException gone) {
            return 1006;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
