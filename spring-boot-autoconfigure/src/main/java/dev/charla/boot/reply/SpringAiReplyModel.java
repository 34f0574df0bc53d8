package dev.charla.boot.reply;

import dev.charla.engine.reply.LanguageModel;
import dev.charla.engine.reply.ReplyException;
import dev.charla.engine.reply.ReplyRequest;
import dev.charla.engine.reply.ReplySink;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.util.Iterator;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;
import org.springframework.web.client.RestClientResponseException;
import org.springframework.web.reactive.function.client.WebClientResponseException;

/**
 * Any chat model that Spring AI knows, when the application context has one. The functions that it
 * calls are not run by Spring AI: a session has them run by its client or an MCP server.
 */
public final class SpringAiReplyModel implements LanguageModel {
    private static final Pattern STATUS =
            Pattern.compile("(?:HTTP )?([45]\\d\\d)(?: [A-Za-z ]{1,40})?(?: ?[-:] ?|$)");

    private final ChatModel model;

    public SpringAiReplyModel(ChatModel model) {
        this.model = model;
    }

    @Override
    public Dialogue open(Surroundings surroundings) {
        return new SpringAiDialogue();
    }

    private final class SpringAiDialogue implements Dialogue {
        @Override
        public void reply(ReplyRequest request, ReplySink sink)
                throws InterruptedException, ReplyException {
            // Closing the stream cancels the subscription, and with it the request.
            try (Stream<ChatResponse> responses =
                    model.stream(SpringAiPrompt.of(request, model.getOptions())).toStream()) {
                for (Iterator<ChatResponse> each = responses.iterator(); each.hasNext(); ) {
                    Generation result = each.next().getResult();
                    if (result != null) {
                        passOn(result, sink);
                    }
                }
            } catch (RuntimeException e) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                ReplyException explained = explained(e);
                if (explained != null) {
                    throw explained;
                }
                sink.withheld();
            }
        }

        private static void passOn(Generation result, ReplySink sink) throws InterruptedException {
            AssistantMessage message = result.getOutput();
            String text = message.getText();
            if (text != null && !text.isEmpty()) {
                sink.text(text);
            }
            for (AssistantMessage.ToolCall call : message.getToolCalls()) {
                sink.call(call.name(), call.arguments());
            }
            String reason = result.getMetadata().getFinishReason();
            if ("length".equalsIgnoreCase(reason) || "max_tokens".equalsIgnoreCase(reason)) {
                sink.cutShort();
            } else if ("content_filter".equalsIgnoreCase(reason)
                    || "safety".equalsIgnoreCase(reason)
                    || "refusal".equalsIgnoreCase(reason)) {
                sink.withheld();
            }
        }

        /**
         * Each provider throws its own; what they have in common is a status, if there is one.
         *
         * @return null when a content filter withheld the answer
         */
        private static @Nullable ReplyException explained(RuntimeException failure) {
            ModelFailure.Places places = ModelFailure.Places.BEAN;
            for (Throwable each = failure; each != null; each = each.getCause()) {
                ModelFailure.Told told =
                        switch (each) {
                            case WebClientResponseException http ->
                                    ModelFailure.told(
                                            http.getStatusCode().value(),
                                            http.getResponseBodyAsString());
                            case RestClientResponseException http ->
                                    ModelFailure.told(
                                            http.getStatusCode().value(),
                                            http.getResponseBodyAsString());
                            default -> inWords(each.getMessage());
                        };
                if (told != null) {
                    return told.kind() == null
                            ? null
                            : told.kind().explained(places, told.answer());
                }
                if (each instanceof TimeoutException || each instanceof HttpTimeoutException) {
                    return ModelFailure.TIMEOUT.explained(places, failure);
                }
                if (each instanceof ConnectException || each instanceof UnknownHostException) {
                    return ModelFailure.UNREACHABLE.explained(places, failure);
                }
            }
            return ModelFailure.FAILED.explained(places, failure);
        }

        /** Spring AI's own exceptions begin with the status and end with the server's answer. */
        private static ModelFailure.@Nullable Told inWords(@Nullable String message) {
            Matcher status = STATUS.matcher(message == null ? "" : message);
            return status.lookingAt()
                    ? ModelFailure.told(
                            Integer.parseInt(status.group(1)),
                            String.valueOf(message).substring(status.end()))
                    : null;
        }

        @Override
        public void close() {
            // No connection outlives an answer.
        }
    }
}
