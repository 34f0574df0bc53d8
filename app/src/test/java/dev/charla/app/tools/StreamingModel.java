package dev.charla.app.tools;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.ToolResponseMessage;
import org.springframework.ai.chat.metadata.ChatGenerationMetadata;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;
import org.springframework.ai.chat.prompt.Prompt;

/** A chat model made by hand, which streams its answers. */
abstract class StreamingModel implements ChatModel {
    private final AtomicInteger calls = new AtomicInteger();

    @Override
    public ChatResponse call(Prompt prompt) {
        throw new AssertionError("answers are streamed");
    }

    /**
     * @param arguments JSON
     */
    ChatResponse calling(String tool, String arguments) {
        var call =
                new AssistantMessage.ToolCall(
                        "c" + calls.incrementAndGet(), "function", tool, arguments);
        return new ChatResponse(
                List.of(
                        new Generation(
                                AssistantMessage.builder()
                                        .content("")
                                        .toolCalls(List.of(call))
                                        .build(),
                                ChatGenerationMetadata.builder()
                                        .finishReason("TOOL_CALLS")
                                        .build())));
    }

    static ChatResponse part(String text) {
        return new ChatResponse(List.of(new Generation(new AssistantMessage(text))));
    }

    /** The result of the last call, which is JSON, without its quotes. */
    static String resultOf(ToolResponseMessage results) {
        return results.getResponses().getLast().responseData().replace("\"", "");
    }
}
