package dev.charla.boot.engine;

import dev.charla.boot.settings.SettingException;
import dev.charla.engine.mcp.McpConnector;
import dev.charla.engine.mcp.McpReach;
import dev.charla.mcp.SdkMcpConnector;
import java.time.Duration;
import java.util.List;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The MCP servers that clients of the engine may make it call.
 *
 * @param servers which servers are allowed: {@code public} for any on the internet, by https;
 *     {@code loopback} for those on this machine; hosts such as {@code mcp.example.org}, {@code
 *     *.example.org} or {@code 10.0.0.7:8000}; {@code none}. Unset: {@code public}, and also {@code
 *     loopback} while this server listens on loopback only
 * @param timeout how long an MCP server may take to answer
 */
@Validated
@ConfigurationProperties("charla.engine.mcp")
public record McpProperties(
        @Nullable List<String> servers,
        @DefaultValue("30s") @DurationMin(millis = 100) @DurationMax(minutes = 10)
                Duration timeout) {
    private static final String NONE = "none";

    /**
     * What reaches them.
     *
     * @param alone whether only this machine can reach this server, so that what is on it is no
     *     secret from its clients
     */
    McpConnector connector(boolean alone) {
        List<String> allowed =
                servers == null || servers.isEmpty()
                        ? alone ? List.of("public", "loopback") : List.of("public")
                        : servers.stream().filter(entry -> !entry.strip().equals(NONE)).toList();
        try {
            return new SdkMcpConnector(McpReach.of(allowed), timeout);
        } catch (IllegalArgumentException e) {
            throw new SettingException(
                    "charla.engine.mcp.servers cannot be read: " + e.getMessage() + ".",
                    "Name hosts, separated by commas, or set it to none.");
        }
    }
}
