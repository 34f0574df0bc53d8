package dev.charla.engine.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.charla.protocol.codec.ProtocolCodec;
import dev.charla.protocol.codec.ProtocolException;
import dev.charla.protocol.dialect.Dialect;
import dev.charla.protocol.event.ErrorEvent;
import dev.charla.protocol.event.ResponseEvent;
import dev.charla.protocol.event.SessionEvent;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Messages that were bitten, stretched and shuffled: a session answers each with an error or with
 * what it asks for, and never breaks. For a bounded time; the seed of a failure is told.
 */
class FrameFuzzTest {
    private static final Duration FOR = Duration.ofSeconds(3);
    private static final int FEWEST = 500;

    private static final List<String> SEEDS =
            List.of(
                    "{\"type\":\"session.update\",\"event_id\":\"e\",\"session\":{\"modalities\":[\"text\",\"audio\"],\"voice\":{\"type\":\"azure-standard\",\"name\":\"en-US-AvaNeural\",\"rate\":\"1.1\"},\"turn_detection\":{\"type\":\"azure_semantic_vad\",\"threshold\":0.5,\"languages\":[\"en\"],\"end_of_utterance_detection\":{\"model\":\"semantic_detection_v1\",\"timeout_ms\":10}},\"tools\":[{\"type\":\"function\",\"name\":\"f\",\"parameters\":{\"type\":\"object\"}}],\"tool_choice\":\"auto\",\"metadata\":{\"k\":\"v\"},\"input_audio_transcription\":{\"model\":\"azure-speech\",\"phrase_list\":[\"a\"]}}}",
                    "{\"type\":\"session.update\",\"session\":{\"type\":\"realtime\",\"output_modalities\":[\"audio\"],\"audio\":{\"input\":{\"format\":{\"type\":\"audio/pcm\",\"rate\":24000},\"turn_detection\":{\"type\":\"server_vad\",\"idle_timeout_ms\":6000}},\"output\":{\"voice\":\"alloy\",\"speed\":1}}}}",
                    "{\"type\":\"input_audio_buffer.append\",\"audio\":\"AAAA//8=\"}",
                    "{\"type\":\"input_audio_buffer.commit\"}",
                    "{\"type\":\"input_audio_buffer.clear\"}",
                    "{\"type\":\"input_audio.turn.start\",\"turn_id\":\"t\"}",
                    "{\"type\":\"input_audio.turn.append\",\"turn_id\":\"t\",\"audio\":\"AAAA\"}",
                    "{\"type\":\"input_text.delta\",\"id\":\"i\",\"delta\":\"x\"}",
                    "{\"type\":\"conversation.item.create\",\"previous_item_id\":\"root\",\"item\":{\"id\":\"i\",\"type\":\"message\",\"role\":\"user\",\"content\":[{\"type\":\"input_text\",\"text\":\"hi\"},{\"type\":\"input_audio\",\"audio\":\"AAAA\"}]}}",
                    "{\"type\":\"conversation.item.create\",\"item\":{\"type\":\"function_call_output\",\"call_id\":\"c\",\"output\":\"{}\"}}",
                    "{\"type\":\"conversation.item.truncate\",\"item_id\":\"i\",\"content_index\":0,\"audio_end_ms\":5}",
                    "{\"type\":\"conversation.item.delete\",\"item_id\":\"i\"}",
                    "{\"type\":\"response.create\",\"response\":{\"modalities\":[\"text\"],\"max_output_tokens\":5,\"input_items\":[{\"type\":\"item_reference\",\"id\":\"i\"}],\"conversation\":\"none\"}}",
                    "{\"type\":\"response.create\",\"response\":{\"output_modalities\":[\"text\"],\"input\":[]}}",
                    "{\"type\":\"response.cancel\",\"response_id\":\"r\"}",
                    "{\"type\":\"session.avatar.connect\",\"client_sdp\":\"x\"}",
                    "{\"type\":\"rtc.call.sdp.create\",\"sdp_offer\":\"v=0\"}");

    private static final List<String> VALUES =
            List.of(
                    "null",
                    "true",
                    "-1",
                    "1e400",
                    "99999999999999999999",
                    "0.5",
                    "\"\"",
                    "\"\\u0000\"",
                    "[]",
                    "{}",
                    "[[[[]]]]",
                    "\"inf\"",
                    "{\"type\":\"x\"}",
                    "\"pcm16\"",
                    "\ud83d");

    enum Kind {
        VOICE_LIVE,
        GA,
        BETA
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void noMessageBreaksASession(Kind kind) {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        long until = System.nanoTime() + FOR.toNanos();
        int sent = 0;
        // On a busy machine longer, so that it is a fuzz test there too.
        while (System.nanoTime() < until || sent <= FEWEST) {
            sent += session(kind, random, seed);
        }
        System.out.printf("%s: %d messages, seed %d%n", kind, sent, seed);
    }

    private static int session(Kind kind, Random random, long seed) {
        ProtocolCodec codec = new ProtocolCodec();
        Dialect dialect =
                switch (kind) {
                    case VOICE_LIVE -> Dialect.voiceLive(codec);
                    case GA -> Dialect.openAi(codec);
                    case BETA -> Dialect.openAiBeta(codec);
                };
        SessionBench bench = new SessionBench("gpt-realtime");
        List<byte[]> told = new ArrayList<>();
        bench.onEvent = event -> dialect.write(event, told::add);
        List<String> log = new ArrayList<>();
        try {
            for (int i = 0; i < 100; i++) {
                String message = mutated(SEEDS.get(random.nextInt(SEEDS.size())), random);
                log.add(message);
                send(bench, dialect, message);
            }
            stillServes(bench);
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError("seed %d, last message %s".formatted(seed, log.getLast()), e);
        } finally {
            bench.close();
        }
        assertThat(told).isNotEmpty();
        return log.size();
    }

    private static void send(SessionBench bench, Dialect dialect, String message) {
        byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
        bench.loop.run(() -> {
            try {
                bench.session.receive(dialect.read(ByteBuffer.wrap(bytes)));
            } catch (ProtocolException e) {
                bench.session.refuse(e);
            }
        });
    }

    private static void stillServes(SessionBench bench) {
        bench.loop.runUntil(
                () ->
                        bench.of(ResponseEvent.Done.class).size()
                                == bench.of(ResponseEvent.Created.class).size(),
                Duration.ofSeconds(8));
        int before = bench.of(SessionEvent.Updated.class).size();
        bench.read("{\"type\":\"session.update\",\"session\":{\"instructions\":\"Still here.\"}}");
        assertThat(bench.of(SessionEvent.Updated.class)).hasSize(before + 1);
        assertThat(bench.of(ErrorEvent.class))
                .allSatisfy(error -> assertThat(error.error().message()).isNotBlank());
    }

    private static String mutated(String message, Random random) {
        String mutant = message;
        for (int i = random.nextInt(4); i > 0; i--) {
            mutant = mutatedOnce(mutant, random);
        }
        return mutant;
    }

    private static String mutatedOnce(String message, Random random) {
        if (message.isEmpty()) {
            return "{";
        }
        int at = random.nextInt(message.length());
        return switch (random.nextInt(6)) {
            case 0 -> message.substring(0, at);
            case 1 -> message.substring(0, at) + message.substring(at + 1);
            case 2 ->
                    message.substring(0, at) + (char) random.nextInt(0x250) + message.substring(at);
            case 3, 4 -> withAnotherValue(message, at, random);
            default -> message + SEEDS.get(random.nextInt(SEEDS.size()));
        };
    }

    /** Replaces a value, so that what is left is mostly still JSON. */
    private static String withAnotherValue(String message, int at, Random random) {
        int colon = message.indexOf(':', at);
        if (colon < 0) {
            return message;
        }
        int end = colon + 1;
        int depth = 0;
        boolean quoted = false;
        while (end < message.length()) {
            char c = message.charAt(end);
            if (c == '"' && message.charAt(end - 1) != '\\') {
                quoted = !quoted;
            }
            if (!quoted) {
                if (c == '{' || c == '[') {
                    depth++;
                } else if (c == '}' || c == ']') {
                    depth--;
                }
                if (depth < 0 || (depth == 0 && c == ',')) {
                    break;
                }
            }
            end++;
        }
        return message.substring(0, colon + 1)
                + VALUES.get(random.nextInt(VALUES.size()))
                + message.substring(Math.min(end, message.length()));
    }
}
