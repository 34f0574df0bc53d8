package dev.charla.test.line;

import dev.charla.conversation.function.FunctionTool;
import dev.charla.conversation.function.FunctionTools;
import dev.charla.conversation.function.ToolCall;
import dev.charla.conversation.function.ToolManner;
import dev.charla.conversation.function.ToolThreads;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/** Tools whose calls are told of, on the threads of a rehearsal. */
public final class ObservedTools {
    private final ToolThreads threads;
    private final Supplier<Duration> now;
    private final Consumer<Call> told;

    /**
     * A tool was called.
     *
     * @param arguments a JSON object
     * @param at when, since the beginning of the conversation
     */
    public record Call(String name, String arguments, Duration at) {}

    /**
     * Tools of a rehearsal.
     *
     * @param told of each call, on the thread that the tool is called on
     */
    public ObservedTools(ToolThreads threads, Supplier<Duration> now, Consumer<Call> told) {
        this.threads = threads;
        this.now = now;
        this.told = told;
    }

    /** The same tools, observed. */
    public FunctionTools of(FunctionTools tools) {
        List<FunctionTool> observed =
                tools.tools().stream().<FunctionTool>map(Observed::new).toList();
        return new FunctionTools(observed, tools.caller(), threads);
    }

    private final class Observed implements FunctionTool {
        private final FunctionTool tool;

        Observed(FunctionTool tool) {
            this.tool = tool;
        }

        @Override
        public String name() {
            return tool.name();
        }

        @Override
        public String description() {
            return tool.description();
        }

        @Override
        public JsonNode parameters() {
            return tool.parameters();
        }

        @Override
        public ToolManner manner() {
            return tool.manner();
        }

        @Override
        public String call(String arguments, ToolCall call) throws Exception {
            told.accept(new Call(name(), arguments, now.get()));
            return tool.call(arguments, call);
        }
    }
}
