package dev.charla.app.reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.charla.engine.reply.ReplyException;
import dev.charla.engine.reply.ReplyModel;
import dev.charla.engine.reply.ReplyOptions;
import dev.charla.engine.reply.ReplyRequest;
import dev.charla.engine.reply.ReplyRequest.Call;
import dev.charla.engine.reply.ReplyRequest.Line;
import dev.charla.engine.reply.ReplyRequest.Party;
import dev.charla.engine.reply.ReplyRequest.Result;
import dev.charla.engine.reply.ReplySink;
import dev.charla.engine.reply.ReplyTools;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.messages.ToolResponseMessage;
import org.springframework.ai.chat.metadata.ChatGenerationMetadata;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.model.tool.ToolCallingChatOptions;
import org.springframework.ai.tool.ToolCallback;
import reactor.core.publisher.Flux;

/** With a chat model of Spring AI's made by hand. */
class SpringAiReplyModelTest {
    private static final ReplyTools TOOLS =
            new ReplyTools(
                    List.of(
                            new ReplyTools.Tool("weather", "The weather.", "{\"type\":\"object\"}"),
                            new ReplyTools.Tool("clock", "", "{\"type\":\"object\"}")),
                    new ReplyTools.Choice.Free(),
                    true);

    private final List<String> said = new ArrayList<>();
    private final List<String> called = new ArrayList<>();
    private boolean cut;
    private @Nullable Prompt asked;
    private Flux<ChatResponse> answer = Flux.empty();

    private final class HandMade implements ChatModel {
        @Override
        public ChatResponse call(Prompt prompt) {
            throw new AssertionError("answers are streamed");
        }

        @Override
        public Flux<ChatResponse> stream(Prompt prompt) {
            asked = prompt;
            return answer;
        }

        @Override
        public ChatOptions getOptions() {
            return ToolCallingChatOptions.builder().model("own").topP(0.5).build();
        }
    }

    private static ChatResponse part(
            String text, String reason, AssistantMessage.ToolCall... calls) {
        return new ChatResponse(
                List.of(
                        new Generation(
                                AssistantMessage.builder()
                                        .content(text)
                                        .toolCalls(List.of(calls))
                                        .build(),
                                ChatGenerationMetadata.builder().finishReason(reason).build())));
    }

    private void reply(ReplyRequest request) throws Exception {
        try (ReplyModel.Talk talk = new SpringAiReplyModel(new HandMade()).open(text -> {})) {
            talk.reply(
                    request,
                    new ReplySink() {
                        @Override
                        public void text(String delta) {
                            said.add(delta);
                        }

                        @Override
                        public void call(String name, String arguments) {
                            called.add(name + arguments);
                        }

                        @Override
                        public void cutShort() {
                            cut = true;
                        }

                        @Override
                        public void manner(double rate, double gain) {
                            throw new AssertionError("a language model has no manner");
                        }
                    });
        }
    }

    private ToolCallingChatOptions options() {
        return (ToolCallingChatOptions)
                Objects.requireNonNull(Objects.requireNonNull(asked).getOptions());
    }

    private List<ToolCallback> offered() {
        return Objects.requireNonNull(options().getToolCallbacks());
    }

    private static ReplyRequest request(ReplyTools tools, ReplyOptions options) {
        return new ReplyRequest(
                "Be brief.", List.of(new Line(Party.CALLER, "hello")), true, tools, options);
    }

    @Test
    void wordsAndCallsArePassedOn() throws Exception {
        answer =
                Flux.just(
                        part("Let me ", ""),
                        part("look.", ""),
                        part(
                                "",
                                "tool_calls",
                                new AssistantMessage.ToolCall("1", "function", "weather", "{}"),
                                new AssistantMessage.ToolCall("2", "function", "clock", "{}")));
        reply(request(TOOLS, ReplyOptions.NONE));

        assertThat(said).containsExactly("Let me ", "look.");
        assertThat(called).containsExactly("weather{}", "clock{}");
        assertThat(offered())
                .extracting(tool -> tool.getToolDefinition().name())
                .containsExactly("weather", "clock");
    }

    @Test
    void springAiRunsNoneOfThem() throws Exception {
        reply(request(TOOLS, ReplyOptions.NONE));

        assertThatThrownBy(() -> offered().getFirst().call("{}"))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void wishesAreLaidOverTheModelsOwnOptions() throws Exception {
        reply(request(ReplyTools.NONE, new ReplyOptions(0.3, 120, null)));

        assertThat(options().getTemperature()).isEqualTo(0.3);
        assertThat(options().getMaxTokens()).isEqualTo(120);
        assertThat(options().getModel()).isEqualTo("own");
        assertThat(options().getTopP()).isEqualTo(0.5);
    }

    @Test
    void anAnswerThatWasCutAtItsMostTokensIsToldOf() throws Exception {
        answer = Flux.just(part("Rome", "LENGTH"));
        reply(request(ReplyTools.NONE, new ReplyOptions(null, 1, null)));

        assertThat(cut).isTrue();
    }

    @Test
    void aFunctionThatIsNamedIsTheOnlyOneOfferedAndHasToBeCalled() throws Exception {
        reply(
                request(
                        new ReplyTools(TOOLS.offered(), new ReplyTools.Choice.This("clock"), true),
                        ReplyOptions.NONE));

        assertThat(offered())
                .extracting(tool -> tool.getToolDefinition().name())
                .containsExactly("clock");
        assertThat(Objects.requireNonNull(asked).getInstructions().getLast().getText())
                .contains("Call a tool now");
    }

    @Test
    void callsOfOneAnswerStandTogetherBeforeTheirResults() throws Exception {
        reply(
                new ReplyRequest(
                        "",
                        List.of(
                                new Line(Party.CALLER, "weather and time"),
                                new Call("a", "weather", "{}"),
                                new Call("b", "clock", "{}"),
                                new Result("a", "sunny"),
                                new Result("b", "noon"),
                                new Line(Party.AGENT, "Sunny, and noon."),
                                new Call("c", "clock", "{}"),
                                new Result("c", "one")),
                        true));

        List<Message> messages = Objects.requireNonNull(asked).getInstructions();
        assertThat(messages).hasSize(7);
        assertThat(((AssistantMessage) messages.get(2)).getToolCalls())
                .extracting(AssistantMessage.ToolCall::id)
                .containsExactly("a", "b");
        assertThat(((ToolResponseMessage) messages.get(3)).getResponses())
                .extracting(ToolResponseMessage.ToolResponse::name)
                .containsExactly("weather", "clock");
        assertThat(((ToolResponseMessage) messages.get(6)).getResponses())
                .extracting(ToolResponseMessage.ToolResponse::responseData)
                .containsExactly("one");
    }

    @Test
    void aModelThatFailsIsToldOf() {
        answer = Flux.error(new IllegalStateException("no"));

        assertThatThrownBy(() -> reply(request(ReplyTools.NONE, ReplyOptions.NONE)))
                .isInstanceOf(ReplyException.class);
    }
}
