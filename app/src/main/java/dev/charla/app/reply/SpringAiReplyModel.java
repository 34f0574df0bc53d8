package dev.charla.app.reply;

import dev.charla.engine.reply.LanguageModel;
import dev.charla.engine.reply.ReplyException;
import dev.charla.engine.reply.ReplyRequest;
import dev.charla.engine.reply.ReplySink;
import java.util.Iterator;
import java.util.stream.Stream;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;

/**
 * Any chat model that Spring AI knows, when the application context has one. The functions that it
 * calls are not run by Spring AI: a session has them run by its client or an MCP server.
 */
public final class SpringAiReplyModel implements LanguageModel {
    private final ChatModel model;

    public SpringAiReplyModel(ChatModel model) {
        this.model = model;
    }

    @Override
    public Talk open(Surroundings surroundings) {
        return new SpringAiTalk();
    }

    private final class SpringAiTalk implements Talk {
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
                throw new ReplyException(
                        "model_failed", "The language model failed. See the server's log.", e);
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
            }
        }

        @Override
        public void close() {
            // No connection outlives an answer.
        }
    }
}
