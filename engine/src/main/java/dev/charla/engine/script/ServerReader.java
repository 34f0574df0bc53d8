package dev.charla.engine.script;

import dev.charla.engine.script.Script.Server;
import dev.charla.engine.script.Script.ServerTool;
import dev.charla.engine.yaml.YamlNode;
import dev.charla.engine.yaml.YamlValues;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads the MCP servers of a script. */
final class ServerReader {
    private static final Set<String> SERVER_KEYS = Set.of("label", "tools", "takes", "fails");
    private static final Set<String> TOOL_KEYS =
            Set.of("name", "description", "answers", "takes", "fails");

    private ServerReader() {}

    static List<Server> servers(List<YamlNode> nodes) {
        List<Server> servers = new ArrayList<>();
        Set<String> labels = new HashSet<>();
        for (YamlNode node : nodes) {
            node.only(SERVER_KEYS);
            YamlNode.Line label = node.required("label");
            if (!labels.add(label.text())) {
                node.wrong(label.number(), "two MCP servers are labelled '" + label.text() + "'");
            }
            servers.add(
                    new Server(
                            label.text(),
                            node.nodes("tools").stream().map(ServerReader::tool).toList(),
                            new YamlValues(node).duration("takes", Duration.ZERO),
                            node.text("fails").map(YamlNode.Line::text)));
        }
        return servers;
    }

    private static ServerTool tool(YamlNode node) {
        node.only(TOOL_KEYS);
        if (node.keys().contains("answers") && node.keys().contains("fails")) {
            node.wrong(node.lineOf("fails"), "a tool 'answers' or it 'fails', not both");
        }
        return new ServerTool(
                node.required("name").text(),
                node.text("description").map(YamlNode.Line::text).orElse(""),
                node.text("answers").map(YamlNode.Line::text).orElse(""),
                new YamlValues(node).duration("takes", Duration.ZERO),
                node.text("fails").map(YamlNode.Line::text));
    }
}
