package dev.charla.boot.reply;

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
import dev.langchain4j.exception.HttpException;
import dev.langchain4j.exception.TimeoutException;
import dev.langchain4j.http.client.HttpClientBuilderLoader;
import dev.langchain4j.http.client.sse.ServerSentEvent;
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
import dev.langchain4j.model.openai.OpenAiChatResponseMetadata;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import dev.langchain4j.model.output.FinishReason;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Any server that speaks OpenAI's chat completions: Ollama, llama.cpp, vLLM, Azure OpenAI. */
public final class OpenAiReplyModel implements LanguageModel {
    /** Tokens that may wait to be split into sentences; the model's thread waits beyond. */
    private static final int WAITING_TOKENS = 256;

    private static final ModelFailure.Places PLACES = ModelFailure.Places.SETTINGS;

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
                        .httpClientBuilder(
                                new WholeStreams(HttpClientBuilderLoader.loadHttpClientBuilder()))
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
    public Dialogue open(Surroundings surroundings) {
        return new OpenAiDialogue();
    }

    /** What the HTTP client's thread hands over. */
    private sealed interface Part {
        record Token(String text) implements Part {}

        record Call(ToolExecutionRequest request) implements Part {}

        /**
         * @param reason as far as the server gave one
         */
        record End(@Nullable FinishReason reason) implements Part {}

        record Failed(Throwable cause) implements Part {}
    }

    /** Keeps nothing: the history comes with each request. */
    private final class OpenAiDialogue implements Dialogue {
        @Override
        public void reply(ReplyRequest request, ReplySink sink)
                throws InterruptedException, ReplyException {
            Stream stream = new Stream();
            try {
                model.chat(chatRequest(request), stream);
                passOn(stream, sink);
            } catch (RuntimeException e) {
                throwUnlessWithheld(e, false);
                sink.withheld();
            } finally {
                stream.cancel();
            }
        }

        private void passOn(Stream stream, ReplySink sink)
                throws InterruptedException, ReplyException {
            boolean begun = false;
            while (true) {
                switch (stream.next()) {
                    case Part.Token(var token) -> sink.text(token);
                    case Part.Call(var call) -> sink.call(call.name(), call.arguments());
                    case Part.End(var reason) -> {
                        end(reason, begun, sink);
                        return;
                    }
                    case Part.Failed(var cause) -> {
                        throwUnlessWithheld(cause, begun);
                        sink.withheld();
                        return;
                    }
                }
                begun = true;
            }
        }

        private static void end(@Nullable FinishReason reason, boolean begun, ReplySink sink)
                throws ReplyException {
            if (reason == FinishReason.LENGTH) {
                sink.cutShort();
            } else if (reason == FinishReason.CONTENT_FILTER) {
                sink.withheld();
            } else if (reason == null && !begun) {
                throw ModelFailure.NO_ANSWER.explained(PLACES, null);
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

        /** Free places of the queue; more once nobody wants the rest, so that nothing waits. */
        private final Semaphore room = new Semaphore(WAITING_TOKENS);

        private final AtomicReference<@Nullable StreamingHandle> handle = new AtomicReference<>();
        private volatile boolean cancelled;

        Part next() throws InterruptedException, ReplyException {
            Part part = parts.poll(timeout.toMillis(), TimeUnit.MILLISECONDS);
            if (part == null) {
                throw ModelFailure.TIMEOUT.explained(PLACES, null);
            }
            room.release();
            return part;
        }

        void cancel() {
            cancelled = true;
            room.release(WAITING_TOKENS);
            StreamingHandle running = handle.get();
            if (running != null && !running.isCancelled()) {
                running.cancel();
            }
        }

        /** Waits while the listener is slower than the model, until it leaves. */
        private void put(Part part) {
            try {
                room.acquire();
                if (!cancelled) {
                    parts.add(part);
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
            ServerSentEvent error = errorIn(response);
            put(
                    error == null
                            ? new Part.End(response.finishReason())
                            : new Part.Failed(new ErrorInStream(error.data())));
        }

        /** Servers that have begun to answer can tell of a failure in the answer only. */
        private static @Nullable ServerSentEvent errorIn(ChatResponse response) {
            if (response.metadata() instanceof OpenAiChatResponseMetadata metadata
                    && metadata.rawServerSentEvents() != null) {
                for (ServerSentEvent event : metadata.rawServerSentEvents()) {
                    if (ModelFailure.isError(event.data())) {
                        return event;
                    }
                }
            }
            return null;
        }

        @Override
        public void onError(Throwable failure) {
            put(new Part.Failed(failure));
        }
    }

    /** An error that came within an answer. */
    private static final class ErrorInStream extends Exception {
        private static final long serialVersionUID = 1;

        final String data;

        ErrorInStream(String data) {
            this.data = data;
        }
    }

    /** A refusal, or a failure on the way. Returns to say that a content filter withheld it. */
    private static void throwUnlessWithheld(Throwable cause, boolean begun) throws ReplyException {
        for (Throwable each = cause; each != null; each = each.getCause()) {
            switch (each) {
                case HttpException http -> {
                    told(ModelFailure.told(http.statusCode(), String.valueOf(http.getMessage())));
                    return;
                }
                case ErrorInStream error -> {
                    told(ModelFailure.told(200, error.data));
                    return;
                }
                case TimeoutException _, HttpTimeoutException _ ->
                        throw ModelFailure.TIMEOUT.explained(PLACES, cause);
                case WholeStreams.Unreadable _ ->
                        throw ModelFailure.FAILED.explained(PLACES, cause);
                case WholeStreams.CutOff _ ->
                        throw (begun ? ModelFailure.BROKE_OFF : ModelFailure.NO_ANSWER)
                                .explained(PLACES, cause);
                default -> {
                    // Its cause says more.
                }
            }
        }
        // As the library passes on an event that is named an error.
        if (ModelFailure.isError(cause.getMessage())) {
            told(ModelFailure.told(200, String.valueOf(cause.getMessage())));
            return;
        }
        throw (begun ? ModelFailure.BROKE_OFF : ModelFailure.UNREACHABLE).explained(PLACES, cause);
    }

    private static void told(ModelFailure.Told told) throws ReplyException {
        if (told.kind() != null) {
            throw told.kind().explained(PLACES, told.answer());
        }
    }
}
