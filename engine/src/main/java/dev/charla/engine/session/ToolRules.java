package dev.charla.engine.session;

import dev.charla.engine.reply.ReplyTools;
import dev.charla.protocol.SessionSettings;
import dev.charla.protocol.Tool;
import dev.charla.protocol.ToolChoice;
import dev.charla.protocol.WarningDetails;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which tools a client may offer, and what of them the reply model is told. */
final class ToolRules {
    /** As OpenAI takes them. */
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_-]{1,64}");

    private static final int MOST = 128;

    /** A function without a schema takes no arguments. */
    private static final String NO_PARAMETERS = "{\"type\":\"object\",\"properties\":{}}";

    private final boolean called;

    /**
     * @param called whether what answers calls functions at all
     */
    ToolRules(boolean called) {
        this.called = called;
    }

    /**
     * @param tools what will be offered
     * @param choice null for free
     * @param path {@code session} or {@code response}
     */
    void check(
            @Nullable List<Tool> tools,
            @Nullable ToolChoice choice,
            String path,
            List<WarningDetails> warnings)
            throws RefusedException {
        List<Tool> offered = tools == null ? List.of() : tools;
        names(offered, path + ".tools");
        choice(offered, choice, path + ".tool_choice");
        if (!offered.isEmpty() && !called) {
            warnings.add(
                    new WarningDetails(
                            "The built-in skills call no functions. Set CHARLA_MODEL_BASE_URL to"
                                    + " have a language model answer, which does.",
                            "tools_not_called",
                            path + ".tools"));
        }
    }

    private static void names(List<Tool> offered, String param) throws RefusedException {
        if (offered.size() > MOST) {
            throw RefusedException.badValue(param, offered.size() + " tools", "0 to " + MOST);
        }
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < offered.size(); i++) {
            String at = param + "[" + i + "]";
            switch (offered.get(i)) {
                case Tool.Function function -> {
                    if (!NAME.matcher(function.name()).matches()) {
                        throw RefusedException.badValue(
                                at + ".name", function.name(), NAME.pattern());
                    }
                    Checks.length(function.toString(), at);
                    if (!seen.add(function.name())) {
                        throw new RefusedException(
                                "invalid_value",
                                at + ".name",
                                "Two tools are named '%s'.".formatted(function.name()));
                    }
                    if (function.parameters() != null && !function.parameters().isObject()) {
                        throw new RefusedException(
                                "invalid_type",
                                at + ".parameters",
                                "Invalid type for '%s.parameters': expected a JSON schema."
                                        .formatted(at));
                    }
                }
                case Tool.Mcp _ -> throw RefusedException.notHere(at + ".type", "MCP servers");
                case Tool.FoundryAgent _ ->
                        throw RefusedException.notHere(at + ".type", "Foundry agents");
                case Tool.Unknown(var type, _) ->
                        throw RefusedException.badValue(
                                at + ".type", String.valueOf(type), "function");
            }
        }
    }

    private void choice(List<Tool> offered, @Nullable ToolChoice choice, String param)
            throws RefusedException {
        switch (choice) {
            case null -> {}
            case ToolChoice.Mode(var mode) -> {
                Checks.among(mode, param, "auto", "none", "required");
                if (mode.equals("required") && (offered.isEmpty() || !called)) {
                    throw new RefusedException(
                            "invalid_value",
                            param,
                            called
                                    ? "A tool is required, and none is offered."
                                    : "A tool is required, and the built-in skills call none.");
                }
            }
            case ToolChoice.Function(var name, _) -> {
                if (functions(offered).stream().noneMatch(tool -> tool.name().equals(name))
                        || !called) {
                    throw new RefusedException(
                            "invalid_value",
                            param + ".name",
                            called
                                    ? "No tool is named '%s'.".formatted(name)
                                    : "The built-in skills cannot be made to call '%s'."
                                            .formatted(name));
                }
            }
            case ToolChoice.Mcp _ -> throw RefusedException.notHere(param, "MCP servers");
            case ToolChoice.Unknown(var type, _) ->
                    throw RefusedException.badValue(
                            param + ".type", String.valueOf(type), "function");
        }
    }

    private static List<Tool.Function> functions(List<Tool> tools) {
        List<Tool.Function> functions = new ArrayList<>();
        for (Tool tool : tools) {
            if (tool instanceof Tool.Function function) {
                functions.add(function);
            }
        }
        return functions;
    }

    /** What a response may call, by the settings it is made under. */
    ReplyTools of(SessionSettings settings) {
        List<Tool> offered = settings.tools() == null ? List.of() : settings.tools();
        if (!called || offered.isEmpty()) {
            return ReplyTools.NONE;
        }
        return new ReplyTools(
                functions(offered).stream()
                        .map(function ->
                                new ReplyTools.Tool(
                                        function.name(),
                                        function.description() == null
                                                ? ""
                                                : function.description(),
                                        function.parameters() == null
                                                ? NO_PARAMETERS
                                                : function.parameters().toString()))
                        .toList(),
                choice(settings.toolChoice()),
                !Boolean.FALSE.equals(settings.parallelToolCalls()));
    }

    private static ReplyTools.Choice choice(@Nullable ToolChoice choice) {
        return switch (choice) {
            case ToolChoice.Mode(var mode) when mode.equals("none") ->
                    new ReplyTools.Choice.Never();
            case ToolChoice.Mode(var mode) when mode.equals("required") ->
                    new ReplyTools.Choice.Some();
            case ToolChoice.Function(var name, _) -> new ReplyTools.Choice.This(name);
            case null, default -> new ReplyTools.Choice.Free();
        };
    }
}
