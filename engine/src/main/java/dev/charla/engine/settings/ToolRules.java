package dev.charla.engine.settings;

import dev.charla.engine.reply.ReplyTools;
import dev.charla.protocol.event.WarningDetails;
import dev.charla.protocol.item.Item;
import dev.charla.protocol.settings.SessionSettings;
import dev.charla.protocol.settings.Tool;
import dev.charla.protocol.settings.ToolChoice;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which tools a client may offer, and what of them the reply model is told. */
public final class ToolRules {
    /** As OpenAI takes them. */
    public static final int MOST = 128;

    /** A function without a schema takes no arguments. */
    private static final String NO_PARAMETERS = "{\"type\":\"object\",\"properties\":{}}";

    private final boolean called;
    private final boolean forced;
    private final McpRules servers;

    /** What is known of the tools of MCP servers. */
    public interface ServedTools {
        /** Those of this server; none while it has not told them. */
        public List<Item.McpTool> of(String label);
    }

    /**
     * @param called whether what answers calls functions at all
     * @param forced whether it can be made to
     */
    public ToolRules(boolean called, boolean forced, McpRules servers) {
        this.called = called;
        this.forced = forced;
        this.servers = servers;
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
        if (path.equals("session")) {
            servers.check(offered, path + ".tools");
        }
        choice(offered, choice, path + ".tool_choice");
        if (!offered.isEmpty() && !called) {
            warnings.add(
                    new WarningDetails(
                            "No skill of this engine calls functions. Give it skills with handler:"
                                    + " tool, or set CHARLA_MODEL_BASE_URL to have a language model"
                                    + " answer.",
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
                    if (!FunctionNames.NAME.matcher(function.name()).matches()) {
                        throw RefusedException.badValue(
                                at + ".name", function.name(), FunctionNames.NAME.pattern());
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
                case Tool.Mcp _ -> {
                    // Looked at by McpRules.
                }
                case Tool.FoundryAgent _ ->
                        throw RefusedException.notHere(at + ".type", "Foundry agents");
                case Tool.Unknown(var type, _) ->
                        throw RefusedException.badValue(
                                at + ".type", String.valueOf(type), "function", "mcp");
            }
        }
    }

    private void choice(List<Tool> offered, @Nullable ToolChoice choice, String param)
            throws RefusedException {
        switch (choice) {
            case null -> {}
            case ToolChoice.Mode(var mode) -> {
                Checks.among(mode, param, "auto", "none", "required");
                if (mode.equals("required") && (offered.isEmpty() || !forced)) {
                    throw new RefusedException(
                            "invalid_value",
                            param,
                            forced
                                    ? "A tool is required, and none is offered."
                                    : "A tool call is required, but skills cannot be "
                                            + "forced to call one.");
                }
            }
            case ToolChoice.Function(var name, _) -> {
                if (functions(offered).stream().noneMatch(tool -> tool.name().equals(name))
                        || !forced) {
                    throw new RefusedException(
                            "invalid_value",
                            param + ".name",
                            forced
                                    ? "No tool is named '%s'.".formatted(name)
                                    : "Skills cannot be forced to call '%s'.".formatted(name));
                }
            }
            case ToolChoice.Mcp(var label, _, _) -> {
                if (offered.stream().noneMatch(tool -> isServer(tool, label)) || !forced) {
                    throw new RefusedException(
                            "invalid_value",
                            param + ".server_label",
                            forced
                                    ? "No MCP server is labelled '%s'.".formatted(label)
                                    : "Skills cannot be forced to call a tool.");
                }
            }
            case ToolChoice.Unknown(var type, _) ->
                    throw RefusedException.badValue(
                            param + ".type", String.valueOf(type), "function", "mcp");
        }
    }

    private static boolean isServer(Tool tool, String label) {
        return tool instanceof Tool.Mcp server && server.serverLabel().equals(label);
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

    /**
     * What a response may call, by the settings it is made under.
     *
     * @param served the tools of the session's MCP servers
     */
    public ReplyTools of(SessionSettings settings, ServedTools served) {
        List<Tool> offered = settings.tools() == null ? List.of() : settings.tools();
        if (!called || offered.isEmpty()) {
            return ReplyTools.NONE;
        }
        List<ReplyTools.Tool> tools = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (Tool.Function function : functions(offered)) {
            taken.add(function.name());
            tools.add(tool(function));
        }
        for (Tool tool : offered) {
            if (tool instanceof Tool.Mcp server) {
                for (Item.McpTool each : served.of(server.serverLabel())) {
                    if (McpRules.allows(server, each.name())) {
                        tools.add(tool(server, each, taken));
                    }
                }
            }
        }
        return chosen(
                tools, settings.toolChoice(), !Boolean.FALSE.equals(settings.parallelToolCalls()));
    }

    private static ReplyTools.Tool tool(Tool.Function function) {
        return new ReplyTools.Tool(
                function.name(),
                function.description() == null ? "" : function.description(),
                function.parameters() == null ? NO_PARAMETERS : function.parameters().toString());
    }

    private static ReplyTools.Tool tool(Tool.Mcp server, Item.McpTool tool, Set<String> taken) {
        return new ReplyTools.Tool(
                FunctionNames.own(server.serverLabel(), tool.name(), taken),
                tool.description() == null ? "" : tool.description(),
                tool.inputSchema() == null ? NO_PARAMETERS : tool.inputSchema().toString(),
                Optional.of(
                        new ReplyTools.Served(
                                server.serverLabel(),
                                tool.name(),
                                McpRules.asks(server, tool.name()))));
    }

    private static ReplyTools chosen(
            List<ReplyTools.Tool> tools, @Nullable ToolChoice choice, boolean parallel) {
        return switch (choice) {
            case ToolChoice.Mode(var mode) when mode.equals("none") ->
                    new ReplyTools(tools, new ReplyTools.Choice.Never(), parallel);
            case ToolChoice.Mode(var mode) when mode.equals("required") ->
                    new ReplyTools(tools, new ReplyTools.Choice.Some(), parallel);
            case ToolChoice.Function(var name, _) ->
                    new ReplyTools(tools, new ReplyTools.Choice.This(name), parallel);
            case ToolChoice.Mcp(var label, var name, _) ->
                    new ReplyTools(
                            tools.stream()
                                    .filter(tool ->
                                            tool.served()
                                                    .filter(served ->
                                                            served.server().equals(label)
                                                                    && (name == null
                                                                            || served.tool()
                                                                                    .equals(name)))
                                                    .isPresent())
                                    .toList(),
                            new ReplyTools.Choice.Some(),
                            parallel);
            case null, default -> new ReplyTools(tools, new ReplyTools.Choice.Free(), parallel);
        };
    }
}
