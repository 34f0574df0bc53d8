package dev.charla.engine.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which servers a client may have this process reach. */
class McpReachTest {
    private static boolean refused(McpReach reach, String url) {
        return reach.refusal(URI.create(url)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://mcp.example.org/mcp",
                "https://10.0.0.7/mcp",
                "https://192.168.1.1/mcp",
                "https://169.254.169.254/latest/meta-data",
                "https://100.64.0.1/mcp",
                "https://127.0.0.1:8443/mcp",
                "https://localhost/mcp",
                "https://[::1]/mcp",
                "https://[fd00::1]/mcp",
                "https://[::ffff:10.0.0.1]/mcp",
                "https://[64:ff9b::a00:1]/mcp",
                "https://0.0.0.0/mcp",
                "https://user:secret@mcp.example.org/mcp",
                "https://mcp.example.org/mcp#part",
                "ftp://mcp.example.org/mcp",
                "file:///etc/passwd",
                "https:///mcp"
            })
    void fromOutsideNothingInsideIsReached(String url) {
        assertThat(refused(McpReach.of(List.of("public")), url)).isTrue();
    }

    @Test
    void publicServersAreReachedByHttps() {
        assertThat(refused(McpReach.of(List.of("public")), "https://mcp.example.org/mcp?a=b"))
                .isFalse();
    }

    @Test
    void thisMachineIsReachedWhereThatIsAllowed() throws McpException {
        McpReach reach = McpReach.of(List.of("loopback"));

        assertThat(refused(reach, "http://127.0.0.1:8000/mcp")).isFalse();
        assertThat(refused(reach, "http://localhost:8000/mcp")).isFalse();
        assertThat(refused(reach, "https://10.0.0.7/mcp")).isTrue();
        reach.check(URI.create("http://127.0.0.1:8000/mcp"));
    }

    @Test
    void whatALookUpLeadsToDecides() {
        McpReach outside = McpReach.of(List.of("public"));

        // Numbers in other forms than four parts, as getaddrinfo reads them.
        for (String url : List.of("https://127.1/mcp", "https://2130706433/mcp")) {
            boolean refusedAtOnce = outside.refusal(URI.create(url)).isPresent();
            if (!refusedAtOnce) {
                assertThatThrownBy(() -> outside.check(URI.create(url)))
                        .isInstanceOf(McpException.class);
            }
        }
        assertThatThrownBy(() -> outside.check(URI.create("https://localhost/mcp")))
                .isInstanceOfSatisfying(
                        McpException.class,
                        e -> assertThat(e.kind()).isEqualTo(McpException.Kind.NOT_ALLOWED));
    }

    /** The second look-up, which the connection would make, may have another answer. */
    @Test
    void byHttpTheAddressThatWasCheckedIsReachedAndNotTheName() throws Exception {
        McpReach reach =
                McpReach.of(
                        List.of("public", "loopback"),
                        host ->
                                new InetAddress[] {
                                    InetAddress.ofLiteral(
                                            host.startsWith("six") ? "::1" : "127.0.0.1")
                                });

        assertThat(reach.check(URI.create("http://here.example:8000/a%20b?c=%26d")))
                .isEqualTo(URI.create("http://127.0.0.1:8000/a%20b?c=%26d"));
        assertThat(reach.check(URI.create("http://six.example/mcp")))
                .isEqualTo(URI.create("http://[0:0:0:0:0:0:0:1]/mcp"));
        assertThat(reach.check(URI.create("https://here.example/mcp")))
                .isEqualTo(URI.create("https://here.example/mcp"));
    }

    @Test
    void aNameThatLeadsInwardsWithOneOfItsAddressesIsNotReached() {
        McpReach reach =
                McpReach.of(
                        List.of("public", "loopback"),
                        _ ->
                                new InetAddress[] {
                                    InetAddress.ofLiteral("127.0.0.1"),
                                    InetAddress.ofLiteral("10.0.0.7")
                                });

        assertThatThrownBy(() -> reach.check(URI.create("http://here.example/mcp")))
                .isInstanceOf(McpException.class);
    }

    @Test
    void listedHostsAreReachedWhereverTheyAre() throws McpException {
        McpReach reach =
                McpReach.of(List.of("tools.internal", "*.example.org", "10.0.0.7:8000", "[::1]"));

        assertThat(refused(reach, "http://tools.internal:9000/mcp")).isFalse();
        assertThat(refused(reach, "http://a.example.org/mcp")).isFalse();
        assertThat(refused(reach, "http://10.0.0.7:8000/mcp")).isFalse();
        assertThat(refused(reach, "http://10.0.0.7:8001/mcp")).isTrue();
        assertThat(refused(reach, "https://[::1]/mcp")).isFalse();
        assertThat(refused(reach, "https://example.org/mcp")).isTrue();
        assertThat(refused(reach, "https://badexample.org/mcp")).isTrue();
        reach.check(URI.create("http://10.0.0.7:8000/mcp"));
    }

    @Test
    void withoutAnEntryNothingIsReached() {
        McpReach none = McpReach.of(List.of());

        assertThat(refused(none, "https://mcp.example.org/mcp")).isTrue();
        assertThat(refused(none, "http://127.0.0.1/mcp")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://mcp.example.org", "a b", "*", "host:port", ""})
    void anEntryThatIsNoHostIsToldOf(String entry) {
        assertThatThrownBy(() -> McpReach.of(List.of(entry)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("mcp.example.org");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.1.2.3",
                "172.16.0.1",
                "192.168.0.1",
                "127.0.0.1",
                "169.254.1.1",
                "0.0.0.0",
                "100.64.1.1",
                "192.0.0.1",
                "192.0.0.192",
                "192.0.2.1",
                "192.88.99.1",
                "168.63.129.16",
                "198.51.100.1",
                "203.0.113.1",
                "198.18.0.1",
                "224.0.0.1",
                "240.0.0.1",
                "255.255.255.255",
                "::1",
                "::",
                "fe80::1",
                "fd12::1",
                "ff02::1",
                "2002:a00:1::",
                "2001:0:1::",
                "64:ff9b::a00:1",
                "64:ff9b:1::1",
                "100::1",
                "2001:db8::1",
                "2001:10::1",
                "3fff::1",
                "4000::1",
                "5f00::1",
                "fec0::1",
                "::a00:1"
            })
    void addressesOfNetworksInsideAreKnown(String address) throws Exception {
        assertThat(McpReach.isInside(InetAddress.getByName(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "8.8.8.8",
                "20.42.0.1",
                "172.32.0.1",
                "2606:4700::1",
                "192.1.0.1",
                "168.63.129.17",
                "192.88.98.1",
                "198.51.99.1",
                "2001:200::1"
            })
    void publicAddressesAreKnown(String address) throws Exception {
        assertThat(McpReach.isInside(InetAddress.getByName(address))).isFalse();
    }
}
