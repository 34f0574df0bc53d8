package dev.charla.conversation.function;

import dev.charla.protocol.settings.Tool;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The tools of the application's own that an agent may use. Immutable.
 *
 * @param tools no two of one name
 * @param caller who signed in, for the tools; null for nobody by name
 * @param threads where they run
 */
public record FunctionTools(
        List<FunctionTool> tools, @Nullable String caller, ToolThreads threads) {
    /** No tool. */
    public static final FunctionTools NONE = of(List.of());

    /** What models and services take for the name of a function. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    public FunctionTools {
        tools = List.copyOf(tools);
        Set<String> names = new LinkedHashSet<>();
        for (var tool : tools) {
            if (!names.add(tool.name())) {
                throw new IllegalArgumentException(
                        "Two tools are called '%s'. Give one of them another name."
                                .formatted(tool.name()));
            }
            check(tool);
        }
    }

    /** For nobody by name, on virtual threads. */
    public static FunctionTools of(List<FunctionTool> tools) {
        return new FunctionTools(tools, null, ToolThreads.VIRTUAL);
    }

    /**
     * Does nothing with a tool that an agent can use.
     *
     * @throws IllegalArgumentException which says what is wrong with it and what to do
     */
    public static void check(FunctionTool tool) {
        if (!NAME.matcher(tool.name()).matches()) {
            throw new IllegalArgumentException(
                    ("The tool '%s' cannot be called that. Use 1 to 64 of the letters a to z, digits,"
                                    + " _ and -.")
                            .formatted(tool.name()));
        }
        if (tool.description().isBlank()) {
            throw new IllegalArgumentException(
                    ("The tool '%s' has no description. Say what it does and when to use it: the"
                                    + " model chooses by that.")
                            .formatted(tool.name()));
        }
        if (!"object".equals(tool.parameters().path("type").asString(""))) {
            throw new IllegalArgumentException(
                    ("The parameters of the tool '%s' are no JSON schema of type 'object'. Give it"
                                    + " one, with a property for each parameter.")
                            .formatted(tool.name()));
        }
    }

    /** These, for that caller. */
    public FunctionTools calledBy(@Nullable String name) {
        return new FunctionTools(tools, name, threads);
    }

    /** Whether there is none. */
    public boolean isEmpty() {
        return tools.isEmpty();
    }

    /** The tool of that name; null when there is none. */
    public @Nullable FunctionTool named(String name) {
        for (var tool : tools) {
            if (tool.name().equals(name)) {
                return tool;
            }
        }
        return null;
    }

    /** As the service is told of them. */
    public List<Tool> declarations() {
        List<Tool> declared = new ArrayList<>();
        for (var tool : tools) {
            declared.add(
                    new Tool.Function(
                            tool.name(), tool.description(), tool.parameters(), Map.of()));
        }
        return declared;
    }
}
