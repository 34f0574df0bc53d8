package dev.charla.engine.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.charla.engine.reply.ReplyRequest;
import dev.charla.protocol.event.ConversationItemEvent;
import dev.charla.protocol.event.InputAudioBufferEvent;
import dev.charla.protocol.event.ResponseEvent;
import dev.charla.protocol.event.ServerEvent;
import dev.charla.protocol.item.Item;
import dev.charla.protocol.item.ItemId;
import dev.charla.protocol.item.ResponseId;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Sessions that are told anything at any time: whatever a client does, every response ends once,
 * nothing of it follows, and nothing is left when the session ends.
 */
class RandomWalkTest {
    private static final int STEPS = 250;

    private static final List<String> DETECTIONS =
            List.of(
                    "null",
                    "{\"type\":\"server_vad\"}",
                    "{\"type\":\"server_vad\",\"auto_truncate\":true,\"silence_duration_ms\":200}",
                    "{\"type\":\"server_vad\",\"interrupt_response\":false}",
                    "{\"type\":\"server_vad\",\"create_response\":false}",
                    "{\"type\":\"server_vad\",\"idle_timeout_ms\":5000}",
                    "{\"type\":\"azure_semantic_vad\",\"remove_filler_words\":true}",
                    "{\"type\":\"semantic_vad\",\"eagerness\":\"high\"}");

    private static final List<String> WORDS =
            List.of("hello there", "i want to", "uh huh", "", "stop", "tell me the");

    private static final List<String> REQUESTS =
            List.of(
                    "{\"type\":\"response.create\"}",
                    "{\"type\":\"response.create\",\"response\":{\"conversation\":\"none\"}}",
                    "{\"type\":\"response.create\",\"response\":{\"modalities\":[\"text\"]}}",
                    "{\"type\":\"response.create\",\"response\":{\"cancel_previous\":true}}",
                    "{\"type\":\"response.create\",\"response\":{\"max_output_tokens\":3}}",
                    "{\"type\":\"response.cancel\"}",
                    "{\"type\":\"input_audio_buffer.commit\"}",
                    "{\"type\":\"input_audio_buffer.clear\"}",
                    "{\"type\":\"input_audio.turn.start\",\"turn_id\":\"t\"}",
                    "{\"type\":\"input_audio.turn.end\",\"turn_id\":\"t\"}",
                    "{\"type\":\"input_audio.turn.cancel\",\"turn_id\":\"t\"}",
                    "{\"type\":\"conversation.item.create\",\"item\":{\"type\":\"message\",\"role\":\"user\",\"content\":[{\"type\":\"input_text\",\"text\":\"typed\"}]}}",
                    "{\"type\":\"conversation.item.create\",\"item\":{\"type\":\"message\",\"role\":\"user\",\"content\":[{\"type\":\"input_audio\",\"audio\":\"AAAAAAAA\"}]}}",
                    "{\"type\":\"conversation.item.create\",\"item\":{\"type\":\"function_call_output\",\"call_id\":\"x\",\"output\":\"y\"}}",
                    "{\"type\":\"session.update\",\"session\":{\"tools\":[{\"type\":\"function\",\"name\":\"f\"}]}}",
                    "{\"type\":\"session.update\",\"session\":{\"modalities\":[\"text\"]}}",
                    "{\"type\":\"session.update\",\"session\":{\"modalities\":[\"text\",\"audio\"]}}",
                    "{\"type\":\"session.dance\"}");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void everyResponseEndsOnceWhateverHappens(long seed) {
        walk(seed, seed % 2 == 0 ? "gpt-realtime" : "gpt-4.1");
    }

    /** Another walk at every run; its seed is in the failure. */
    @Test
    void aWalkThatNobodyHasTakenBeforeGoesAsWell() {
        walk(System.nanoTime(), "gpt-4.1");
    }

    private static void walk(long seed, String model) {
        Random random = new Random(seed);
        SessionBench bench = new SessionBench(model);
        try {
            for (int i = 0; i < STEPS; i++) {
                step(bench, random);
            }
            settle(bench);
            check(bench, "seed " + seed);
        } finally {
            bench.close();
        }
        int told = bench.events.size();
        bench.awaitThreads();
        assertThat(bench.events).as("told after the end, seed %d", seed).hasSize(told);
        assertThat(bench.recognizer.open()).as("utterances left, seed %d", seed).isZero();
        assertThat(bench.replies.closed).isTrue();
        assertThat(bench.loop.timersWaiting()).as("timers left, seed %d", seed).isZero();
    }

    private static void step(SessionBench bench, Random random) {
        switch (random.nextInt(12)) {
            case 0, 1 -> bench.speak(pick(WORDS, random), 20 * (1 + random.nextInt(40)));
            case 2, 3 -> bench.silence(20 * (1 + random.nextInt(60)));
            case 4 ->
                    bench.read(
                            "{\"type\":\"session.update\",\"session\":{\"turn_detection\":%s}}"
                                    .formatted(pick(DETECTIONS, random)));
            case 5 -> answer(bench, random);
            case 6 -> bench.loop.advance(Duration.ofMillis(random.nextInt(3_000)));
            case 7 -> {
                if (random.nextBoolean()) {
                    bench.stall();
                } else {
                    bench.flow();
                }
            }
            case 8 -> touchItem(bench, random);
            case 9 -> bench.replies.surroundings.speakUp("By the way.");
            default -> bench.read(pick(REQUESTS, random));
        }
    }

    private static void answer(SessionBench bench, Random random) {
        bench.replies.failure = random.nextInt(6) == 0;
        bench.replies.text =
                switch (random.nextInt(3)) {
                    case 0 -> null;
                    case 1 -> "A sentence. ".repeat(1 + random.nextInt(60));
                    default -> "";
                };
        bench.replies.calls =
                random.nextInt(3) == 0 ? List.of(new ReplyRequest.Call("", "f", "{}")) : List.of();
    }

    private static void touchItem(SessionBench bench, Random random) {
        List<ItemId> items =
                bench.of(ConversationItemEvent.Created.class).stream()
                        .map(created -> created.item().id())
                        .toList();
        ItemId item = items.isEmpty() ? new ItemId("none") : pick(items, random);
        bench.read(
                switch (random.nextInt(3)) {
                    case 0 ->
                            "{\"type\":\"conversation.item.delete\",\"item_id\":\"%s\"}"
                                    .formatted(item);
                    case 1 ->
                            "{\"type\":\"conversation.item.retrieve\",\"item_id\":\"%s\"}"
                                    .formatted(item);
                    default ->
                            "{\"type\":\"conversation.item.truncate\",\"item_id\":\"%s\",\"content_index\":0,\"audio_end_ms\":%d}"
                                    .formatted(item, random.nextInt(2_000));
                });
    }

    private static <T> T pick(List<T> from, Random random) {
        return from.get(random.nextInt(from.size()));
    }

    /** Until nothing is on its way any more. */
    private static void settle(SessionBench bench) {
        bench.flow();
        bench.replies.failure = false;
        bench.read("{\"type\":\"session.update\",\"session\":{\"turn_detection\":null}}");
        bench.loop.runUntil(
                () ->
                        bench.of(ResponseEvent.Done.class).size()
                                == bench.of(ResponseEvent.Created.class).size(),
                Duration.ofSeconds(8));
    }

    private static void check(SessionBench bench, String walk) {
        Set<ResponseId> open = new HashSet<>();
        Set<ResponseId> ended = new HashSet<>();
        Set<ItemId> items = new HashSet<>();
        Set<ItemId> speaking = new HashSet<>();
        for (ServerEvent event : bench.events) {
            switch (event) {
                case ResponseEvent.Created created -> {
                    assertThat(open).as("two at once, %s", walk).isEmpty();
                    assertThat(open.add(created.response().id())).isTrue();
                }
                case ResponseEvent.Done done -> {
                    assertThat(open.remove(done.response().id())).as("ended, %s", walk).isTrue();
                    assertThat(ended.add(done.response().id())).isTrue();
                    assertThat(done.response().usage()).isNotNull();
                }
                case ResponseEvent.AudioDelta delta ->
                        assertThat(open).as("audio, %s", walk).contains(delta.responseId());
                case ResponseEvent.TextDelta delta ->
                        assertThat(open).as("text, %s", walk).contains(delta.responseId());
                case ConversationItemEvent.Created created -> {
                    Item item = created.item();
                    assertThat(item.id()).isNotNull();
                    assertThat(items.add(item.id())).as("created twice, %s", walk).isTrue();
                }
                case InputAudioBufferEvent.SpeechStarted started ->
                        assertThat(speaking.add(started.itemId()))
                                .as("started twice, %s", walk)
                                .isTrue();
                case InputAudioBufferEvent.SpeechStopped stopped ->
                        assertThat(speaking.remove(stopped.itemId()))
                                .as("stopped without a start, %s", walk)
                                .isTrue();
                default -> {}
            }
        }
        assertThat(open).as("left open, %s", walk).isEmpty();
    }
}
