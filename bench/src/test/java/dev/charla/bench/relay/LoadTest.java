package dev.charla.bench.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the load finds of a relay, which is the test: it does with a page's frames as it likes. */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
class LoadTest {
    private static final int FRAME_MS = 20;
    private static final int FRAMES = 12;

    private Load load;
    private Socket page;
    private HttpClient http;
    private WebSocket session;

    @BeforeEach
    void begin() throws Exception {
        load = new Load(FRAME_MS, false);
        try (var door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var socket =
                    SocketChannel.open(
                            new InetSocketAddress(
                                    InetAddress.getLoopbackAddress(), door.getLocalPort()));
            load.ask(() -> {
                load.begin(0, System.nanoTime(), socket, "GET / HTTP/1.1\r\n\r\n");
                load.up().count(true);
                return 0;
            });
            page = door.accept();
        }
        http = HttpClient.newHttpClient();
        session =
                http.newWebSocketBuilder()
                        .buildAsync(
                                URI.create("ws://127.0.0.1:" + load.port() + "/"),
                                new WebSocket.Listener() {})
                        .join();
    }

    @AfterEach
    void end() throws IOException {
        session.abort();
        http.close();
        page.close();
        load.close();
    }

    @Test
    void framesThatArePassedOnOneByOneAreAllRight() throws Exception {
        for (byte[] frame : framesOfThePage()) {
            append(frame);
        }

        var found = found(FRAMES);

        assertThat(found.wrong()).isZero();
        assertThat(found.max()).isPositive();
    }

    @Test
    void audioThatWasKeptAndCutAnewIsNeitherLostNorChanged() throws Exception {
        var all = new ByteArrayOutputStream();
        for (byte[] frame : framesOfThePage()) {
            all.write(frame);
        }
        int piece = 3360; // three frames and a half, in whole groups of base64
        byte[] audio = all.toByteArray();
        for (int at = 0; at < audio.length; at += piece) {
            append(Arrays.copyOfRange(audio, at, Math.min(audio.length, at + piece)));
        }

        assertThat(found(FRAMES).wrong()).isZero();
    }

    @Test
    void framesThatAreDroppedAreCountedAsLost() throws Exception {
        var frames = framesOfThePage();
        frames.subList(4, 7).clear();
        for (byte[] frame : frames) {
            append(frame);
        }

        var found = found(FRAMES - 3);

        assertThat(found.lost()).isEqualTo(3);
        assertThat(found.wrong()).isEqualTo(3);
    }

    @Test
    void aFrameThatIsOvertakenIsCountedAsLateAndNotAsLost() throws Exception {
        var frames = framesOfThePage();
        Collections.swap(frames, 4, 5);
        for (byte[] frame : frames) {
            append(frame);
        }

        var found = found(FRAMES);

        assertThat(found.late()).isEqualTo(1);
        assertThat(found.wrong()).isEqualTo(1);
    }

    @Test
    void aFrameWithAnotherByteIsCountedAsChanged() throws Exception {
        var frames = framesOfThePage();
        frames.get(4)[500] ^= 1;
        for (byte[] frame : frames) {
            append(frame);
        }

        var found = found(FRAMES);

        assertThat(found.changed()).isEqualTo(1);
        assertThat(found.wrong()).isEqualTo(1);
    }

    @Test
    void aFrameOfNoPossibleLengthEndsItsConversationAlone() throws Exception {
        framesOfThePage();

        page.getOutputStream().write(new byte[] {(byte) 0x82, 127, -1, 0, 0, 0, 0, 0, 0, 1});

        page.getInputStream().transferTo(OutputStream.nullOutputStream()); // until it is closed
        assertThat(load.ask(() -> load.tally().brokenConversations())).isEqualTo(1);
        assertThat(load.ask(load::all)).isEmpty();
    }

    @Test
    void whoAsksALoadThatHasEndedIsToldSo() {
        load.close();

        assertThatThrownBy(() -> load.ask(() -> 1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("the load has ended");
    }

    /** Lets the page in and takes what it says. */
    private List<byte[]> framesOfThePage() throws IOException {
        var in = new DataInputStream(page.getInputStream());
        for (int ends = 0; ends < 4; ) {
            int next = in.readUnsignedByte();
            ends = next == '\r' || next == '\n' ? ends + 1 : 0;
        }
        page.getOutputStream()
                .write(
                        "HTTP/1.1 101 Switching Protocols\r\n\r\n"
                                .getBytes(StandardCharsets.US_ASCII));
        List<byte[]> frames = new ArrayList<>();
        while (frames.size() < FRAMES) {
            assertThat(in.readUnsignedShort()).isEqualTo(0x82FE); // final, binary, masked
            int length = in.readUnsignedShort();
            byte[] mask = in.readNBytes(4);
            byte[] frame = in.readNBytes(length);
            for (int i = 0; i < frame.length; i++) {
                frame[i] ^= mask[i & 3];
            }
            frames.add(frame);
        }
        return frames;
    }

    private void append(byte[] pcm) {
        var event =
                "{\"type\":\"input_audio_buffer.append\",\"audio\":\"%s\"}"
                        .formatted(Base64.getEncoder().encodeToString(pcm));
        var _ = session.sendText(event, true).join();
    }

    private Leg.Figures found(int frames) throws InterruptedException {
        Leg.Figures found;
        do {
            found = load.ask(() -> load.up().figures());
        } while (found.frames() < frames);
        return found;
    }
}
