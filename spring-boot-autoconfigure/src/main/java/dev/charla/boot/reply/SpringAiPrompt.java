package dev.charla.boot.reply;

import dev.charla.engine.reply.ReplyOptions;
import dev.charla.engine.reply.ReplyRequest;
import dev.charla.engine.reply.ReplyTools;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.messages.SystemMessage;
import org.springframework.ai.chat.messages.ToolResponseMessage;
import org.springframework.ai.chat.messages.UserMessage;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.model.tool.ToolCallingChatOptions;
import org.springframework.ai.tool.ToolCallback;
import org.springframework.ai.tool.definition.ToolDefinition;

/** What is to be answered, as Spring AI takes it. */
final class SpringAiPrompt {
    /** No option of Spring AI's own says so to every model. */
    private static final String MUST_CALL = "Call a tool now; do not answer in words.";

    private SpringAiPrompt() {}

    /**
     * @param usual the model's own options, whose kind its provider may insist on
     */
    static Prompt of(ReplyRequest request, @Nullable ChatOptions usual) {
        return new Prompt(messages(request), options(request, usual));
    }

    private static ChatOptions options(ReplyRequest request, @Nullable ChatOptions usual) {
        ToolCallingChatOptions.Builder<?> options =
                usual instanceof ToolCallingChatOptions own
                        ? own.mutate()
                        : ToolCallingChatOptions.builder();
        ReplyOptions wishes = request.options();
        if (wishes.temperature() != null) {
            options.temperature(wishes.temperature());
        }
        if (wishes.maxTokens() != null) {
            options.maxTokens(wishes.maxTokens());
        }
        List<ToolCallback> tools = new ArrayList<>();
        for (ReplyTools.Tool tool : request.tools().callable()) {
            tools.add(new Described(tool));
        }
        return options.toolCallbacks(tools).build();
    }

    /** A function that is told of, and run by others. */
    private record Described(ReplyTools.Tool tool) implements ToolCallback {
        @Override
        public ToolDefinition getToolDefinition() {
            return ToolDefinition.builder()
                    .name(tool.name())
                    .description(tool.description().isEmpty() ? tool.name() : tool.description())
                    .inputSchema(tool.parameters())
                    .build();
        }

        @Override
        public String call(String input) {
            throw new UnsupportedOperationException("the session has it run");
        }
    }

    private static List<Message> messages(ReplyRequest request) {
        List<Message> messages = new ArrayList<>();
        messages.add(new SystemMessage(SpokenPrompt.with(request.instructions())));
        List<AssistantMessage.ToolCall> calls = new ArrayList<>();
        List<ToolResponseMessage.ToolResponse> results = new ArrayList<>();
        Map<String, String> names = new LinkedHashMap<>();
        for (ReplyRequest.Entry entry : request.history()) {
            boolean goesOn =
                    entry instanceof ReplyRequest.Result
                            || (entry instanceof ReplyRequest.Call && results.isEmpty());
            if (!goesOn) {
                flush(messages, calls, results);
            }
            switch (entry) {
                case ReplyRequest.Call(var id, var name, var arguments) -> {
                    names.put(id, name);
                    calls.add(new AssistantMessage.ToolCall(id, "function", name, arguments));
                }
                case ReplyRequest.Result(var id, var output) ->
                        results.add(
                                new ToolResponseMessage.ToolResponse(
                                        id, names.getOrDefault(id, ""), output));
                case ReplyRequest.Line line when !line.text().isBlank() ->
                        messages.add(message(line));
                case ReplyRequest.Line _ -> {
                    // Nothing was made out of it.
                }
            }
        }
        flush(messages, calls, results);
        if (request.tools().mustCall()) {
            messages.add(new SystemMessage(MUST_CALL));
        }
        return messages;
    }

    /** Providers want all calls of one answer in one message, and their results in the next. */
    private static void flush(
            List<Message> messages,
            List<AssistantMessage.ToolCall> calls,
            List<ToolResponseMessage.ToolResponse> results) {
        if (!calls.isEmpty()) {
            messages.add(
                    AssistantMessage.builder().content("").toolCalls(List.copyOf(calls)).build());
            calls.clear();
        }
        if (!results.isEmpty()) {
            messages.add(ToolResponseMessage.builder().responses(List.copyOf(results)).build());
            results.clear();
        }
    }

    private static Message message(ReplyRequest.Line line) {
        return switch (line.party()) {
            case CALLER -> new UserMessage(line.text());
            case AGENT -> new AssistantMessage(line.text());
            case SYSTEM -> new SystemMessage(line.text());
        };
    }
}
