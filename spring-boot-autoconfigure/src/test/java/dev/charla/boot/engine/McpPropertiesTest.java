package dev.charla.boot.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.charla.boot.settings.SettingException;
import dev.charla.engine.mcp.McpAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which MCP servers clients may have the engine reach. */
class McpPropertiesTest {
    private static boolean reaches(@Nullable List<String> servers, boolean alone, String url) {
        try (var connector = new McpProperties(servers, Duration.ofSeconds(1)).connector(alone)) {
            return connector.refusal(new McpAddress("x", URI.create(url), Map.of())).isEmpty();
        }
    }

    @Test
    void whereOnlyThisMachineConnectsItsServersAreReached() {
        assertThat(reaches(null, true, "http://127.0.0.1:8000/mcp")).isTrue();
        assertThat(reaches(null, true, "https://mcp.example.org/mcp")).isTrue();
        assertThat(reaches(null, true, "http://10.0.0.7/mcp")).isFalse();
    }

    @Test
    void whereOthersConnectOnlyPublicServersAreReached() {
        assertThat(reaches(null, false, "http://127.0.0.1:8000/mcp")).isFalse();
        assertThat(reaches(null, false, "https://mcp.example.org/mcp")).isTrue();
    }

    @Test
    void noneIsNone() {
        assertThat(reaches(List.of("none"), true, "http://127.0.0.1:8000/mcp")).isFalse();
        assertThat(reaches(List.of("none"), true, "https://mcp.example.org/mcp")).isFalse();
    }

    @Test
    void hostsTakeThePlaceOfTheDefault() {
        assertThat(reaches(List.of("10.0.0.7"), true, "http://10.0.0.7/mcp")).isTrue();
        assertThat(reaches(List.of("10.0.0.7"), true, "https://mcp.example.org/mcp")).isFalse();
    }

    @Test
    void whatIsNoHostIsToldAtTheStart() {
        assertThatThrownBy(() -> reaches(List.of("https://x.example"), true, "http://x.example"))
                .isInstanceOfSatisfying(
                        SettingException.class,
                        e -> assertThat(e.action()).contains("hosts, separated by commas"));
    }
}
