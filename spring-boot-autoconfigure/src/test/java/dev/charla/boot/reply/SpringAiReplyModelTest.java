package dev.charla.boot.reply;

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
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
import org.springframework.web.client.RestClientResponseException;
import org.springframework.web.reactive.function.client.WebClientResponseException;
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
    private boolean withheld;
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
        try (ReplyModel.Dialogue dialogue =
                new SpringAiReplyModel(new HandMade()).open(text -> {})) {
            dialogue.reply(
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
                        public void withheld() {
                            withheld = true;
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

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "`no`, model_failed",
                "`HTTP 401 - {\"error\":{\"message\":\"wrong\"}}`, model_unauthorized",
                "`429 - `, rate_limit_exceeded",
                "`400 Bad Request: {\"error\":{\"code\":\"context_length_exceeded\"}}`,"
                        + " context_length_exceeded",
                "`404 - model not found`, model_not_found",
                "`4012 words`, model_failed",
            })
    void aModelThatFailsIsToldOfAsFarAsItSaysWhy(String message, String code) {
        answer = Flux.error(new IllegalStateException("wrapped", new RuntimeException(message)));

        assertThatThrownBy(() -> reply(request(ReplyTools.NONE, ReplyOptions.NONE)))
                .isInstanceOfSatisfying(
                        ReplyException.class,
                        e -> {
                            assertThat(e.code()).isEqualTo(code);
                            assertThat(e.getMessage()).doesNotContain("CHARLA_MODEL");
                        });
    }

    @Test
    void theStatusOfSpringsOwnClientsIsTold() {
        answer =
                Flux.error(
                        new WebClientResponseException(
                                503, "busy", null, new byte[0], StandardCharsets.UTF_8));
        assertThatThrownBy(() -> reply(request(ReplyTools.NONE, ReplyOptions.NONE)))
                .extracting("code")
                .isEqualTo("model_overloaded");

        answer =
                Flux.error(
                        new RestClientResponseException("x", 401, "no", null, new byte[0], null));
        assertThatThrownBy(() -> reply(request(ReplyTools.NONE, ReplyOptions.NONE)))
                .extracting("code")
                .isEqualTo("model_unauthorized");
    }

    @Test
    void whatAFilterWithholdsIsToldAsThat() throws Exception {
        answer = Flux.just(part("I can", ""), part("", "CONTENT_FILTER"));
        reply(request(ReplyTools.NONE, ReplyOptions.NONE));
        assertThat(withheld).isTrue();

        withheld = false;
        answer =
                Flux.error(
                        new RuntimeException(
                                "HTTP 400 - {\"error\":{\"code\":\"content_filter\"}}"));
        reply(request(ReplyTools.NONE, ReplyOptions.NONE));
        assertThat(withheld).isTrue();
    }
}
