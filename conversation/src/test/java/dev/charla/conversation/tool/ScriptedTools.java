package dev.charla.conversation.tool;

import dev.charla.conversation.function.FunctionTool;
import dev.charla.conversation.function.FunctionTools;
import dev.charla.conversation.function.ToolCall;
import dev.charla.conversation.function.ToolManner;
import dev.charla.conversation.function.ToolThreads;
import dev.charla.loop.SessionLoop;
import dev.charla.protocol.settings.Tool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tools that take as long as a test says, in the loop's time, and end sooner when they are
 * interrupted. What they do they do at the end of that time.
 */
public final class ScriptedTools implements ToolThreads {
    private static final JsonNode SCHEMA =
            JsonMapper.shared()
                    .readTree(
                            """
                            {"type": "object",
                             "properties": {"day": {"type": "string"}, "seats": {"type": "integer"}},
                             "required": ["day"]}
                            """);

    /** The names and arguments of those that were run, in that order. */
    public final List<String> runs = new ArrayList<>();

    public final List<ToolCall> calls = new ArrayList<>();
    public int interrupts;

    /** How long each takes from now on. */
    public Duration takes = Duration.ZERO;

    /** Whether those that begin from now on go on when they are interrupted. */
    public boolean stubborn;

    private final List<FunctionTool> tools = new ArrayList<>();
    private final Map<Runnable, Boolean> interrupted = new HashMap<>();
    private @Nullable SessionLoop loop;
    private @Nullable Runnable running;

    /** What a tool does. */
    public interface Body {
        String call(String arguments, ToolCall call) throws Exception;
    }

    public ScriptedTools with(String name, ToolManner manner, Body body) {
        tools.add(new Scripted(name, manner, body));
        return this;
    }

    public ScriptedTools with(String name, ToolManner manner, String result) {
        return with(name, manner, (_, _) -> result);
    }

    public ScriptedTools with(String name, String result) {
        return with(name, ToolManner.DEFAULT, result);
    }

    public FunctionTools tools() {
        return new FunctionTools(tools, "ana", this);
    }

    public void on(SessionLoop value) {
        loop = value;
    }

    @Override
    public Work start(String name, Runnable task) {
        var at = loop;
        if (at == null) {
            throw new IllegalStateException("the tools have no loop yet");
        }
        boolean goesOn = stubborn;
        interrupted.put(task, false);
        Runnable whole =
                () -> {
                    running = task;
                    task.run();
                    running = null;
                };
        var timer = at.after(takes, whole);
        return () -> {
            interrupts++;
            if (!goesOn && Boolean.FALSE.equals(interrupted.put(task, true))) {
                timer.cancel();
                at.execute(whole);
            }
        };
    }

    static List<String> names(@Nullable List<Tool> offered) {
        return offered == null
                ? List.of()
                : offered.stream().map(tool -> ((Tool.Function) tool).name()).toList();
    }

    private final class Scripted implements FunctionTool {
        private final String name;
        private final ToolManner manner;
        private final Body body;

        Scripted(String name, ToolManner manner, Body body) {
            this.name = name;
            this.manner = manner;
            this.body = body;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public String description() {
            return "Does " + name + ".";
        }

        @Override
        public JsonNode parameters() {
            return SCHEMA;
        }

        @Override
        public ToolManner manner() {
            return manner;
        }

        @Override
        public String call(String arguments, ToolCall call) throws Exception {
            if (running != null && Boolean.TRUE.equals(interrupted.get(running))) {
                throw new InterruptedException("interrupted");
            }
            runs.add(name + arguments);
            calls.add(call);
            return body.call(arguments, call);
        }
    }
}
