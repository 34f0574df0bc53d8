package dev.charla.engine.settings;

import dev.charla.engine.mcp.McpAddress;
import dev.charla.engine.mcp.McpConnector;
import dev.charla.protocol.settings.ApprovalRule;
import dev.charla.protocol.settings.Tool;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which MCP servers a client may offer, and what is sent to them. */
public final class McpRules {
    private static final int MOST_SERVERS = 8;
    private static final int MOST_HEADERS = 32;

    /** Servers read some 8 KiB of headers in all. */
    private static final int LONGEST_HEADER = 4_096;

    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,128}");
    private static final Pattern VALUE = Pattern.compile("[\\x20-\\x7e\\t]*");

    /** Those that the transport sets, and those of the connection itself. */
    private static final Set<String> OWN_HEADERS =
            Set.of(
                    "accept",
                    "cache-control",
                    "connection",
                    "content-length",
                    "content-type",
                    "expect",
                    "host",
                    "last-event-id",
                    "mcp-protocol-version",
                    "mcp-session-id",
                    "transfer-encoding",
                    "upgrade");

    private final McpConnector connector;

    public McpRules(McpConnector connector) {
        this.connector = connector;
    }

    /**
     * @param param path of the list
     */
    void check(List<Tool> offered, String param) throws RefusedException {
        Set<String> labels = new HashSet<>();
        for (int i = 0; i < offered.size(); i++) {
            if (offered.get(i) instanceof Tool.Mcp server) {
                String at = param + "[" + i + "]";
                label(server, at);
                if (!labels.add(server.serverLabel())) {
                    throw new RefusedException(
                            "invalid_value",
                            at + ".server_label",
                            "Two MCP servers are labelled '%s'.".formatted(server.serverLabel()));
                }
                if (labels.size() > MOST_SERVERS) {
                    throw RefusedException.badValue(
                            param, "more MCP servers", "0 to " + MOST_SERVERS);
                }
                server(server, at);
            }
        }
    }

    private static void label(Tool.Mcp server, String at) throws RefusedException {
        if (!FunctionNames.NAME.matcher(server.serverLabel()).matches()) {
            throw RefusedException.badValue(
                    at + ".server_label", server.serverLabel(), FunctionNames.NAME.pattern());
        }
    }

    private void server(Tool.Mcp server, String at) throws RefusedException {
        for (String unknown : server.extra().keySet()) {
            if (!unknown.equals("server_description")) {
                throw new RefusedException(
                        "unknown_parameter",
                        at + "." + unknown,
                        "Unknown parameter: '%s.%s'.".formatted(at, unknown));
            }
        }
        if (server.serverUrl() == null) {
            throw new RefusedException(
                    "missing_required_parameter",
                    at + ".server_url",
                    "Missing required parameter: '%s.server_url'.".formatted(at));
        }
        headers(server, at);
        if (server.requireApproval() instanceof ApprovalRule.Mode(var mode)) {
            Checks.among(mode, at + ".require_approval", "never", "always");
        }
        Optional<String> refusal =
                address(server).map(connector::refusal).orElse(Optional.of("No address."));
        if (refusal.isPresent()) {
            throw new RefusedException("invalid_value", at + ".server_url", refusal.get());
        }
    }

    private static void headers(Tool.Mcp server, String at) throws RefusedException {
        String authorization = server.authorization();
        if (authorization != null && !isValue(authorization)) {
            throw new RefusedException(
                    "invalid_value", at + ".authorization", "Expected a token to send.");
        }
        Map<String, String> headers = server.headers() == null ? Map.of() : server.headers();
        if (headers.size() > MOST_HEADERS) {
            throw RefusedException.badValue(
                    at + ".headers", headers.size() + " headers", "0 to " + MOST_HEADERS);
        }
        for (Map.Entry<String, String> header : headers.entrySet()) {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            boolean twice = name.equals("authorization") && authorization != null;
            if (!TOKEN.matcher(name).matches()
                    || OWN_HEADERS.contains(name)
                    || twice
                    || !isValue(header.getValue())) {
                throw new RefusedException(
                        "invalid_value",
                        at + ".headers",
                        "The header '%s' cannot be sent%s."
                                .formatted(
                                        TOKEN.matcher(name).matches() ? name : "?",
                                        twice ? " beside 'authorization'" : ""));
            }
        }
    }

    private static boolean isValue(String value) {
        return value.length() <= LONGEST_HEADER && VALUE.matcher(value).matches();
    }

    /** Where a server is; empty when that is no address. */
    public static Optional<McpAddress> address(Tool.Mcp server) {
        if (server.serverUrl() == null) {
            return Optional.empty();
        }
        Map<String, String> headers =
                new HashMap<>(server.headers() == null ? Map.of() : server.headers());
        String token = server.authorization();
        if (token != null && !token.isBlank()) {
            headers.put(
                    "Authorization",
                    token.regionMatches(true, 0, "Bearer ", 0, 7) ? token : "Bearer " + token);
        }
        try {
            return Optional.of(
                    new McpAddress(server.serverLabel(), new URI(server.serverUrl()), headers));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /** Checks that a response offers only servers of the session, whose tools are known. */
    static void checkKnown(List<Tool> offered, @Nullable List<Tool> ofSession, String param)
            throws RefusedException {
        for (int i = 0; i < offered.size(); i++) {
            if (offered.get(i) instanceof Tool.Mcp server && !isOf(server, ofSession)) {
                throw new RefusedException(
                        "invalid_value",
                        param + "[" + i + "]",
                        "A response can use MCP servers that its session has listed. Add '%s' to the tools of the session first."
                                .formatted(server.serverLabel()));
            }
        }
    }

    private static boolean isOf(Tool.Mcp server, @Nullable List<Tool> ofSession) {
        return ofSession != null
                && ofSession.stream()
                        .anyMatch(tool ->
                                tool instanceof Tool.Mcp known
                                        && known.serverLabel().equals(server.serverLabel())
                                        && (server.serverUrl() == null
                                                || server.serverUrl().equals(known.serverUrl())));
    }

    /** Whether a client lets this tool be used. */
    public static boolean allows(Tool.Mcp server, String tool) {
        return server.allowedTools() == null || server.allowedTools().contains(tool);
    }

    /** Whether a call of this tool has to be approved; it has to where nothing is said. */
    static boolean asks(Tool.Mcp server, String tool) {
        return switch (server.requireApproval()) {
            case ApprovalRule.Mode(var mode) -> !mode.equals("never");
            case ApprovalRule.PerTool(var never, _) -> never == null || !never.contains(tool);
            case null -> true;
        };
    }

    /** As a session shows it: without what is secret. */
    static Tool shown(Tool tool) {
        return tool instanceof Tool.Mcp server
                ? new Tool.Mcp(
                        server.serverLabel(),
                        server.serverUrl(),
                        null,
                        null,
                        server.allowedTools(),
                        server.requireApproval(),
                        server.extra())
                : tool;
    }
}
