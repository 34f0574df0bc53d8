package dev.charla.app.reply;

import dev.charla.engine.reply.LanguageModel;
import dev.charla.engine.reply.ReplyException;
import dev.charla.engine.reply.ReplyOptions;
import dev.charla.engine.reply.ReplyRequest;
import dev.charla.engine.reply.ReplySink;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.HttpException;
import dev.langchain4j.exception.ModelNotFoundException;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ToolChoice;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.CompleteToolCall;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.chat.response.StreamingHandle;
import dev.langchain4j.model.openai.OpenAiChatRequestParameters;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import dev.langchain4j.model.output.FinishReason;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Any server that speaks OpenAI's chat completions: Ollama, llama.cpp, vLLM, Azure OpenAI. */
public final class OpenAiReplyModel implements LanguageModel {
    /** Tokens that may wait to be split into sentences; the model's thread waits beyond. */
    private static final int WAITING_TOKENS = 256;

    private final StreamingChatModel model;
    private final Duration timeout;
    private final boolean openAis;

    /**
     * @param openAis whether the model is at OpenAI's own address or Azure's, which name some
     *     parameters otherwise than those that only speak alike
     */
    OpenAiReplyModel(StreamingChatModel model, Duration timeout, boolean openAis) {
        this.model = model;
        this.timeout = timeout;
        this.openAis = openAis;
    }

    /** The model that the settings name; nothing is asked of the server yet. */
    public static OpenAiReplyModel of(ModelProperties settings) {
        String key = settings.apiKey();
        return new OpenAiReplyModel(
                OpenAiStreamingChatModel.builder()
                        .baseUrl(String.valueOf(settings.baseUrl()))
                        .apiKey(key == null || key.isBlank() ? "none" : key)
                        .modelName(settings.name())
                        .timeout(settings.timeout())
                        .build(),
                settings.timeout(),
                isOpenAis(settings.baseUrl()));
    }

    private static boolean isOpenAis(@Nullable URI address) {
        String host = address == null || address.getHost() == null ? "" : address.getHost();
        return host.equals("api.openai.com") || host.endsWith(".azure.com");
    }

    @Override
    public Talk open(Surroundings surroundings) {
        return new OpenAiTalk();
    }

    /** What the HTTP client's thread hands over. */
    private sealed interface Part {
        record Token(String text) implements Part {}

        record Call(ToolExecutionRequest request) implements Part {}

        /**
         * @param whole false when the most tokens were reached
         */
        record End(boolean whole) implements Part {}

        record Failed(Throwable cause) implements Part {}
    }

    /** Keeps nothing: the history comes with each request. */
    private final class OpenAiTalk implements Talk {
        @Override
        public void reply(ReplyRequest request, ReplySink sink)
                throws InterruptedException, ReplyException {
            Stream stream = new Stream();
            model.chat(chatRequest(request), stream);
            try {
                passOn(stream, sink);
            } finally {
                stream.cancel();
            }
        }

        private void passOn(Stream stream, ReplySink sink)
                throws InterruptedException, ReplyException {
            while (true) {
                switch (stream.next()) {
                    case Part.Token(var token) -> sink.text(token);
                    case Part.Call(var call) -> sink.call(call.name(), call.arguments());
                    case Part.End(var whole) -> {
                        if (!whole) {
                            sink.cutShort();
                        }
                        return;
                    }
                    case Part.Failed(var cause) -> throw explained(cause);
                }
            }
        }

        @Override
        public void close() {
            // No connection outlives an answer.
        }
    }

    private ChatRequest chatRequest(ReplyRequest request) {
        var parameters = OpenAiChatRequestParameters.builder();
        ReplyOptions wishes = request.options();
        if (wishes.temperature() != null) {
            parameters.temperature(wishes.temperature());
        }
        if (wishes.maxTokens() != null && openAis) {
            parameters.maxCompletionTokens(wishes.maxTokens());
        } else if (wishes.maxTokens() != null) {
            parameters.maxOutputTokens(wishes.maxTokens());
        }
        if (wishes.effort() != null) {
            parameters.reasoningEffort(wishes.effort());
        }
        List<ToolSpecification> tools = ChatTools.of(request.tools());
        if (!tools.isEmpty()) {
            // Where one function is named, it is the only one offered: not every server can name
            // one.
            parameters
                    .toolSpecifications(tools)
                    .toolChoice(request.tools().mustCall() ? ToolChoice.REQUIRED : ToolChoice.AUTO)
                    .parallelToolCalls(request.tools().parallel());
        }
        return ChatRequest.builder()
                .messages(messages(request))
                .parameters(parameters.build())
                .build();
    }

    private static List<ChatMessage> messages(ReplyRequest request) {
        List<ChatMessage> messages = new ArrayList<>();
        messages.add(SystemMessage.from(SpokenPrompt.with(request.instructions())));
        List<ToolExecutionRequest> calls = new ArrayList<>();
        for (ReplyRequest.Entry entry : request.history()) {
            if (entry instanceof ReplyRequest.Call(var id, var name, var arguments)) {
                calls.add(
                        ToolExecutionRequest.builder()
                                .id(id)
                                .name(name)
                                .arguments(arguments)
                                .build());
                continue;
            }
            // Servers want all calls of one answer in one message, before the first result.
            if (!calls.isEmpty()) {
                messages.add(AiMessage.from(List.copyOf(calls)));
                calls.clear();
            }
            message(entry).ifPresent(messages::add);
        }
        return messages;
    }

    private static Optional<ChatMessage> message(ReplyRequest.Entry entry) {
        return switch (entry) {
            case ReplyRequest.Line(_, var text) when text.isBlank() -> Optional.empty();
            case ReplyRequest.Line(var party, var text) ->
                    Optional.of(
                            switch (party) {
                                case CALLER -> UserMessage.from(text);
                                case AGENT -> AiMessage.from(text);
                                case SYSTEM -> SystemMessage.from(text);
                            });
            case ReplyRequest.Result(var id, var output) ->
                    Optional.of(ToolExecutionResultMessage.builder().id(id).text(output).build());
            case ReplyRequest.Call _ -> Optional.empty();
        };
    }

    /** One answer on its way, from the HTTP client's thread to the one that waits for it. */
    private final class Stream implements StreamingChatResponseHandler {
        private final BlockingQueue<Part> parts = new ArrayBlockingQueue<>(WAITING_TOKENS);
        private final AtomicReference<@Nullable StreamingHandle> handle = new AtomicReference<>();
        private volatile boolean cancelled;

        Part next() throws InterruptedException, ReplyException {
            Part part = parts.poll(timeout.toMillis(), TimeUnit.MILLISECONDS);
            if (part == null) {
                throw new ReplyException(
                        "model_timeout",
                        "The language model did not answer in time. Try again, or check its"
                                + " server.",
                        null);
            }
            return part;
        }

        void cancel() {
            cancelled = true;
            parts.clear();
            StreamingHandle running = handle.get();
            if (running != null && !running.isCancelled()) {
                running.cancel();
            }
        }

        private void put(Part part) {
            try {
                while (!cancelled && !parts.offer(part, 100, TimeUnit.MILLISECONDS)) {
                    // The listener is slower than the model: wait, and look whether it left.
                    Thread.onSpinWait();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void onPartialResponse(PartialResponse token, PartialResponseContext context) {
            handle.set(context.streamingHandle());
            if (cancelled) {
                context.streamingHandle().cancel();
                return;
            }
            put(new Part.Token(token.text()));
        }

        @Override
        public void onCompleteToolCall(CompleteToolCall call) {
            put(new Part.Call(call.toolExecutionRequest()));
        }

        @Override
        public void onCompleteResponse(ChatResponse response) {
            put(new Part.End(response.finishReason() != FinishReason.LENGTH));
        }

        @Override
        public void onError(Throwable failure) {
            put(new Part.Failed(failure));
        }
    }

    private static ReplyException explained(Throwable cause) {
        return switch (cause) {
            case AuthenticationException _ ->
                    new ReplyException(
                            "model_unauthorized",
                            "The language model's server refused the key. Check"
                                    + " CHARLA_MODEL_API_KEY.",
                            cause);
            case RateLimitException _ ->
                    new ReplyException(
                            "rate_limit_exceeded",
                            "The language model has had too many requests. Wait a little and ask"
                                    + " again.",
                            cause);
            case ModelNotFoundException _ ->
                    new ReplyException(
                            "model_not_found",
                            "The language model's server does not have that model. Check"
                                    + " CHARLA_MODEL_NAME.",
                            cause);
            case HttpException http when http.statusCode() == 404 ->
                    new ReplyException(
                            "model_not_found",
                            "The language model's server does not have that model or address. Check"
                                    + " CHARLA_MODEL_NAME and CHARLA_MODEL_BASE_URL (which ends in"
                                    + " /v1).",
                            cause);
            default ->
                    new ReplyException(
                            "model_unreachable",
                            "The language model could not be reached. Check CHARLA_MODEL_BASE_URL"
                                    + " and that its server runs.",
                            cause);
        };
    }
}
