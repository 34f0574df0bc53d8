package dev.charla.protocol.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.charla.protocol.item.EventId;
import dev.charla.protocol.item.ItemId;
import dev.charla.protocol.item.ResponseId;
import dev.charla.protocol.json.AudioBytes;
import dev.charla.protocol.json.ProtocolLimits;
import dev.charla.protocol.json.WireObject;
import dev.charla.protocol.request.InputAudioBufferRequest;
import dev.charla.protocol.request.ResponseRequest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reading audio frames byte by byte gives what reading them by way of a tree gives. */
class AudioScanTest {
    private static final int ROUNDS = 2_000;
    private static final byte[] NASTY =
            "\"\\{}[]:,=+/ \n\t\u0001An-9.eE".getBytes(StandardCharsets.UTF_8);

    private final ProtocolCodec codec = new ProtocolCodec(new ProtocolLimits(1 << 16, 8));
    private final AudioFrameScanner scanner = new AudioFrameScanner();

    /** What came of a frame: an event or a refusal. */
    private record Outcome(@Nullable WireObject event, @Nullable String refusal) {}

    private interface Reading {
        WireObject read() throws ProtocolException;
    }

    private static Outcome of(Reading reading) {
        try {
            return new Outcome(reading.read(), null);
        } catch (ProtocolException refused) {
            return new Outcome(
                    null, refused.code() + " " + refused.param() + " " + refused.clientEventId());
        }
    }

    private void bothWaysAgree(byte[] frame, String what) {
        ByteBuffer heap = ByteBuffer.wrap(frame);
        ByteBuffer direct = ByteBuffer.allocateDirect(frame.length + 9).position(9);
        direct.put(frame).position(9);

        Outcome client = of(() -> codec.readAnyClientEvent(heap));
        assertThat(of(() -> codec.readClientEvent(heap, scanner))).as(what).isEqualTo(client);
        assertThat(of(() -> codec.readClientEvent(direct, scanner))).as(what).isEqualTo(client);

        Outcome server = of(() -> codec.readAnyServerEvent(heap));
        assertThat(of(() -> codec.readServerEvent(heap, scanner))).as(what).isEqualTo(server);
        assertThat(of(() -> codec.readServerEvent(direct, scanner))).as(what).isEqualTo(server);
        assertThat(direct.position()).isEqualTo(9);
    }

    /** An audio frame of either side, its members in any order, with any white space. */
    private static String frame(Random random) {
        byte[] audio = new byte[random.nextInt(40)];
        random.nextBytes(audio);
        boolean client = random.nextBoolean();
        List<String> members = new ArrayList<>();
        members.add(
                client
                        ? "\"type\"~:~\"input_audio_buffer.append\""
                        : "\"type\"~:~\"response.audio.delta\"");
        String digits = Base64.getEncoder().encodeToString(audio);
        members.add((client ? "\"audio\"~:~\"" : "\"delta\"~:~\"") + digits + "\"");
        members.add("\"event_id\"~:~\"event_" + random.nextInt(99) + "\"");
        if (!client) {
            members.add("\"response_id\"~:~\"resp_" + random.nextInt(3) + "\"");
            members.add("\"item_id\"~:~\"item_" + random.nextInt(3) + "\"");
            members.add("\"output_index\"~:~" + random.nextInt(3));
            members.add("\"content_index\"~:~" + random.nextInt(1_000_000_000));
        }
        if (random.nextInt(8) == 0) {
            members.add(members.get(random.nextInt(members.size())));
        }
        if (random.nextInt(8) == 0) {
            members.remove(random.nextInt(members.size()));
        }
        if (random.nextInt(8) == 0) {
            members.add("\"obfuscation\":\"x\"");
        }
        Collections.shuffle(members, random);
        String[] space = {"", "", " ", "\n\t", "\r\n  "};
        String text = "~{~" + String.join("~,~", members) + "~}~";
        while (text.contains("~")) {
            text = text.replaceFirst("~", space[random.nextInt(space.length)]);
        }
        return text;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 20260715})
    void onRandomFrames(long seed) {
        var random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            String frame = frame(random);
            bothWaysAgree(frame.getBytes(StandardCharsets.UTF_8), "seed " + seed + ": " + frame);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {2, 20260716})
    void onDamagedFrames(long seed) {
        var random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            byte[] frame = frame(random).getBytes(StandardCharsets.UTF_8);
            for (int hits = random.nextInt(3); hits >= 0; hits--) {
                frame[random.nextInt(frame.length)] =
                        random.nextInt(4) == 0
                                ? (byte) random.nextInt(256)
                                : NASTY[random.nextInt(NASTY.length)];
            }
            bothWaysAgree(frame, "seed " + seed + ": " + text(frame));
        }
    }

    @Test
    void onFramesCutAnywhere() {
        var random = new Random(3);
        for (int round = 0; round < 20; round++) {
            byte[] frame = frame(random).getBytes(StandardCharsets.UTF_8);
            for (int length = 0; length < frame.length; length++) {
                byte[] cut = Arrays.copyOf(frame, length);
                bothWaysAgree(cut, text(cut));
            }
        }
    }

    @Test
    void onEveryBase64OfFourDigitsOrFewer() {
        char[] alphabet = {'A', 'f', '/', '+', '=', '-', '\\', ' '};
        for (int length = 0; length <= 4; length++) {
            for (int n = 0; n < 1 << (3 * length); n++) {
                var digits = new StringBuilder("AAAA");
                for (int i = 0; i < length; i++) {
                    digits.append(alphabet[(n >> (3 * i)) & 7]);
                }
                String frame =
                        "{\"type\":\"input_audio_buffer.append\",\"audio\":\"" + digits + "\"}";
                bothWaysAgree(frame.getBytes(StandardCharsets.UTF_8), frame);
            }
        }
    }

    @Test
    void plainFramesAreRecognisedWithoutATree() {
        byte[] append = AppendFrame.of(AudioBytes.copyOf(new byte[] {1, 2, 3}));
        byte[] delta =
                new AudioDeltaFrame(new ResponseId("r"), new ItemId("i"), 0, 0)
                        .of(new EventId("e"), AudioBytes.EMPTY);

        assertThat(scanner.append(ByteBuffer.wrap(append))).isNotNull();
        assertThat(scanner.audioDelta(ByteBuffer.wrap(delta))).isNotNull();
        assertThat(scanner.append(ByteBuffer.wrap(delta))).isNull();
        assertThat(scanner.audioDelta(ByteBuffer.wrap(append))).isNull();
    }

    @Test
    void escapesAreUnderstoodByTheSlowerWay() throws ProtocolException {
        String frame = "{\"type\":\"input_audio_buffer\\u002eappend\",\"audio\":\"\\/\\/8=\"}";

        assertThat(codec.readClientEvent(frame))
                .isEqualTo(
                        new InputAudioBufferRequest.Append(AudioBytes.copyOf(new byte[] {-1, -1})));
    }

    @Test
    void oneReaderServesFramesOfSeveralResponses() throws ProtocolException {
        var reader = new FrameReader(codec);
        for (int response = 0; response < 6; response++) {
            var frame =
                    new AudioDeltaFrame(
                            new ResponseId("resp_" + response / 2),
                            new ItemId("item_" + response % 3),
                            response,
                            0);
            byte[] json =
                    frame.of(new EventId("e"), AudioBytes.copyOf(new byte[] {(byte) response}));

            assertThat(reader.readServerEvent(ByteBuffer.wrap(json)))
                    .isEqualTo(codec.readAnyServerEvent(ByteBuffer.wrap(json)));
        }
        assertThat(
                        reader.readClientEvent(
                                ByteBuffer.wrap(
                                        "{\"type\":\"response.create\"}"
                                                .getBytes(StandardCharsets.UTF_8))))
                .isEqualTo(new ResponseRequest.Create());
    }

    private static String text(byte[] frame) {
        return new String(frame, StandardCharsets.ISO_8859_1);
    }
}
