package dev.charla.conversation.tool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.charla.conversation.ConversationRig;
import dev.charla.conversation.function.FunctionTool;
import dev.charla.conversation.function.FunctionTools;
import dev.charla.conversation.function.ToolCall;
import dev.charla.conversation.options.ConversationOptions;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tools on real threads: many conversations at once, and many calls in one. */
class ManyToolsTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int CONVERSATIONS = 200;
    private static final int CALLS = 10_000;

    /** More than what a conversation keeps for the next session and of the present one. */
    private static final int KEPT = 500;

    private interface Work {
        String of(String arguments) throws Exception;
    }

    @Test
    void noneOfTwoHundredConversationsWaitsForTheToolOfAnother() throws Exception {
        var working = new CountDownLatch(CONVERSATIONS);
        var gate = new CountDownLatch(1);
        var options =
                options(arguments -> {
                    working.countDown();
                    gate.await();
                    return "of " + arguments;
                });
        List<ConversationRig> conversations = new ArrayList<>();
        for (int i = 0; i < CONVERSATIONS; i++) {
            var conversation = ConversationRig.ready(options);
            conversations.add(conversation);
            calls(conversation, "call_" + i, "{\"number\":%d}".formatted(i));
        }

        assertThat(working.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        gate.countDown();

        for (int i = 0; i < CONVERSATIONS; i++) {
            var conversation = conversations.get(i);
            conversation.loop.runUntil(() -> !conversation.service.outputs().isEmpty(), PATIENCE);
            var output = conversation.service.outputs().getFirst();
            assertThat(output.callId().value()).isEqualTo("call_" + i);
            assertThat(output.output()).isEqualTo("of {\"number\":%d}".formatted(i));
        }
    }

    @Test
    void tenThousandCallsLeaveNoMoreBehindThanAFew() {
        List<WeakReference<String>> results = new ArrayList<>();
        var conversation =
                ConversationRig.ready(
                        options(arguments -> {
                            var result = "x".repeat(1_000) + arguments;
                            results.add(new WeakReference<>(result));
                            return result;
                        }));
        for (int i = 0; i < CALLS; i++) {
            calls(conversation, "call_" + i, "{\"number\":%d}".formatted(i));
            conversation.loop.runUntil(() -> !conversation.service.outputs().isEmpty(), PATIENCE);
            conversation.run(conversation.service::takesOutputs);
            answers(conversation, i);
            conversation.service.forgets();
            conversation.page.messages.clear();
        }

        assertThat(results).hasSize(CALLS);
        for (int i = 0; i < 100 && kept(results) > KEPT; i++) {
            System.gc();
        }
        assertThat(kept(results)).isLessThanOrEqualTo(KEPT);
        assertThat(conversation.conversation.shown().name()).isEqualTo("READY");
    }

    private static long kept(List<WeakReference<String>> results) {
        return results.stream().filter(one -> one.get() != null).count();
    }

    private static void calls(ConversationRig conversation, String call, String arguments) {
        conversation.run(() -> {
            conversation.service.begins("resp_" + call);
            conversation.service.calls("resp_" + call, call, "look", arguments);
            conversation.service.ends("resp_" + call);
        });
    }

    private static void answers(ConversationRig conversation, int number) {
        assertThat(conversation.service.requests()).hasSize(1);
        conversation.run(() -> {
            conversation.service.begins("resp_a" + number);
            conversation.service.ends("resp_a" + number);
        });
    }

    private static ConversationOptions options(Work work) {
        return ConversationOptions.builder()
                .functions(FunctionTools.of(List.of(new Looking(work))))
                .build();
    }

    private record Looking(Work work) implements FunctionTool {
        private static final JsonNode ANYTHING =
                JsonMapper.shared().readTree("{\"type\":\"object\"}");

        @Override
        public String name() {
            return "look";
        }

        @Override
        public String description() {
            return "Looks something up.";
        }

        @Override
        public JsonNode parameters() {
            return ANYTHING;
        }

        @Override
        public String call(String arguments, ToolCall call) throws Exception {
            return work.of(arguments);
        }
    }
}
