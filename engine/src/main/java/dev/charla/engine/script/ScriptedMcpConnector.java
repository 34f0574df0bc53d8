package dev.charla.engine.script;

import dev.charla.engine.mcp.McpAddress;
import dev.charla.engine.mcp.McpConnection;
import dev.charla.engine.mcp.McpConnector;
import dev.charla.engine.mcp.McpException;
import dev.charla.protocol.item.Item;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;

/** Plays the MCP servers of a script; others are reached as without one. For one session. */
final class ScriptedMcpConnector implements McpConnector {
    private final ScriptRun run;
    private final McpConnector others;

    ScriptedMcpConnector(ScriptRun run, McpConnector others) {
        this.run = run;
        this.others = others;
    }

    private Optional<Script.Server> played(McpAddress address) {
        return run.script().servers().stream()
                .filter(server -> server.label().equals(address.label()))
                .findFirst();
    }

    @Override
    public Optional<String> refusal(McpAddress address) {
        return played(address).isPresent() ? Optional.empty() : others.refusal(address);
    }

    @Override
    public McpConnection connect(McpAddress address) throws InterruptedException, McpException {
        Optional<Script.Server> played = played(address);
        if (played.isEmpty()) {
            return others.connect(address);
        }
        Script.Server server = played.get();
        run.pause(server.takes());
        if (server.fails().isPresent()) {
            throw new McpException(McpException.Kind.UNREACHABLE, 0, server.fails().get());
        }
        return new Played(server);
    }

    private final class Played implements McpConnection {
        private final Script.Server server;

        Played(Script.Server server) {
            this.server = server;
        }

        @Override
        public List<Item.McpTool> tools() {
            return server.tools().stream()
                    .map(tool ->
                            new Item.McpTool(
                                    tool.name(),
                                    tool.description().isEmpty() ? null : tool.description(),
                                    JsonNodeFactory.instance.objectNode().put("type", "object"),
                                    null,
                                    Map.of()))
                    .toList();
        }

        @Override
        public String call(String name, String arguments)
                throws InterruptedException, McpException {
            Script.ServerTool tool =
                    server.tools().stream()
                            .filter(each -> each.name().equals(name))
                            .findFirst()
                            .orElseThrow(() ->
                                    new McpException(
                                            McpException.Kind.PROTOCOL,
                                            -32_602,
                                            "The script has no such tool."));
            run.pause(tool.takes());
            if (tool.fails().isPresent()) {
                throw new McpException(McpException.Kind.TOOL, 0, tool.fails().get());
            }
            return tool.answers();
        }

        @Override
        public void close() {}
    }

    /** The connector behind is shared and is not closed. */
    @Override
    public void close() {}
}
