package dev.charla.app.reply;

import dev.charla.engine.reply.ReplyException;
import dev.charla.engine.reply.ReplyModel;
import dev.charla.engine.reply.ReplyRequest;
import dev.charla.engine.reply.ReplySink;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.messages.SystemMessage;
import org.springframework.ai.chat.messages.UserMessage;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.prompt.Prompt;

/** Any chat model that Spring AI knows, when the application context has one. */
public final class SpringAiReplyModel implements ReplyModel {
    private final ChatModel model;

    public SpringAiReplyModel(ChatModel model) {
        this.model = model;
    }

    @Override
    public Talk open(Surroundings surroundings) {
        return new SpringAiTalk();
    }

    @Override
    public boolean takesFreeSpeech() {
        return true;
    }

    private final class SpringAiTalk implements Talk {
        @Override
        public void reply(ReplyRequest request, ReplySink sink)
                throws InterruptedException, ReplyException {
            // Closing the stream cancels the subscription, and with it the request.
            try (Stream<ChatResponse> responses =
                    model.stream(new Prompt(messages(request))).toStream()) {
                for (Iterator<ChatResponse> each = responses.iterator(); each.hasNext(); ) {
                    var result = each.next().getResult();
                    String text = result == null ? null : result.getOutput().getText();
                    if (text != null && !text.isEmpty()) {
                        sink.text(text);
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

        @Override
        public void close() {
            // No connection outlives an answer.
        }
    }

    private static List<Message> messages(ReplyRequest request) {
        List<Message> messages = new ArrayList<>();
        messages.add(new SystemMessage(SpokenPrompt.with(request.instructions())));
        for (ReplyRequest.Line line : request.lines()) {
            if (line.text().isBlank()) {
                continue;
            }
            messages.add(
                    switch (line.party()) {
                        case CALLER -> new UserMessage(line.text());
                        case AGENT -> new AssistantMessage(line.text());
                        case SYSTEM -> new SystemMessage(line.text());
                    });
        }
        return messages;
    }
}
