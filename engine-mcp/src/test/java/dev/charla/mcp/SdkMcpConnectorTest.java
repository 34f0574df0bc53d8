package dev.charla.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.charla.engine.mcp.McpAddress;
import dev.charla.engine.mcp.McpConnection;
import dev.charla.engine.mcp.McpConnector;
import dev.charla.engine.mcp.McpException;
import dev.charla.engine.mcp.McpException.Kind;
import dev.charla.engine.mcp.McpReach;
import dev.charla.protocol.item.Item;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real servers on this machine. */
class SdkMcpConnectorTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir Path folder;
    private McpTestServer server;
    private final McpConnector connector = connector(PATIENCE);

    private static McpConnector connector(Duration timeout) {
        return new SdkMcpConnector(McpReach.of(List.of("loopback")), timeout);
    }

    @BeforeEach
    void serve() throws Exception {
        server = new McpTestServer(folder);
    }

    @AfterEach
    void close() {
        connector.close();
        server.close();
    }

    private McpAddress address(Map<String, String> headers) {
        return new McpAddress("test", server.url(), headers);
    }

    private McpConnection connected() throws Exception {
        return connector.connect(address(Map.of()));
    }

    private static McpException failure(Asking asking) {
        McpException failure = catchThrowableOfType(McpException.class, asking::ask);
        assertThat(failure).isNotNull();
        return failure;
    }

    private interface Asking {
        void ask() throws Exception;
    }

    @Test
    void toolsAreListedWithTheirSchemas() throws Exception {
        List<Item.McpTool> tools = connected().tools();

        assertThat(tools)
                .extracting(Item.McpTool::name)
                .containsExactlyInAnyOrder("add", "fail", "slow", "flood");
        assertThat(tools)
                .filteredOn(tool -> tool.name().equals("add"))
                .singleElement()
                .satisfies(add -> {
                    assertThat(add.description()).isEqualTo("Adds two numbers.");
                    assertThat(String.valueOf(add.inputSchema())).contains("\"required\"", "\"a\"");
                });
    }

    @Test
    void aToolIsCalledWithItsArguments() throws Exception {
        assertThat(connected().call("add", "{\"a\":19,\"b\":23}")).isEqualTo("42");
    }

    @Test
    void whatAToolSaysOfItsFailureIsToldOn() throws Exception {
        McpConnection connection = connected();

        McpException failure = failure(() -> connection.call("fail", "{}"));
        assertThat(failure.kind()).isEqualTo(Kind.TOOL);
        assertThat(failure).hasMessage("no such city");
    }

    @Test
    void anUnknownToolIsAFailureOfTheProtocolOrTheTool() throws Exception {
        McpConnection connection = connected();

        assertThat(failure(() -> connection.call("nothing", "{}")).kind())
                .isIn(Kind.PROTOCOL, Kind.TOOL);
    }

    @Test
    void argumentsThatAreNoObjectAreNotSent() throws Exception {
        McpConnection connection = connected();
        int before = server.requests.size();

        assertThat(failure(() -> connection.call("add", "[1,2]")))
                .hasMessageContaining("JSON object");
        assertThat(server.requests.stream().skip(before))
                .noneMatch(request -> request.startsWith("POST"));
    }

    @Test
    void headersReachTheServer() throws Exception {
        server.locked = true;

        connector.connect(
                address(Map.of("Authorization", McpTestServer.TOKEN, "X-Team", "charla")));

        assertThat(server.team).isEqualTo("charla");
    }

    @Test
    void withoutTheTokenTheServerSays401() {
        server.locked = true;

        McpException failure = failure(this::connected);
        assertThat(failure.kind()).isEqualTo(Kind.HTTP);
        assertThat(failure.status()).isEqualTo(401);
        assertThat(failure).hasMessageContaining("credentials");
    }

    @Test
    void aServerInTroubleIsToldOf() {
        server.status = 503;

        assertThat(failure(this::connected).kind()).isEqualTo(Kind.HTTP);
    }

    @Test
    void aRedirectIsNotFollowed() {
        server.status = 307;

        assertThat(failure(this::connected).kind()).isEqualTo(Kind.HTTP);
    }

    @Test
    void nobodyThereIsUnreachable() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        URI url = URI.create("http://127.0.0.1:" + free + "/mcp");

        assertThat(failure(() -> connector.connect(new McpAddress("x", url, Map.of()))).kind())
                .isEqualTo(Kind.UNREACHABLE);
    }

    @Test
    void aServerThatNeverAnswersIsGivenUp() throws IOException {
        try (ServerSocket mute = new ServerSocket(0, 9, InetAddress.getLoopbackAddress());
                McpConnector hasty = connector(Duration.ofMillis(300))) {
            URI url = URI.create("http://127.0.0.1:" + mute.getLocalPort() + "/mcp");

            assertThat(failure(() -> hasty.connect(new McpAddress("x", url, Map.of()))).kind())
                    .isEqualTo(Kind.TIMEOUT);
        }
    }

    @Test
    void aToolThatTakesTooLongIsGivenUp() throws Exception {
        try (McpConnector hasty = connector(Duration.ofMillis(1_500))) {
            McpConnection connection = hasty.connect(address(Map.of()));

            assertThat(failure(() -> connection.call("slow", "{}")).kind()).isEqualTo(Kind.TIMEOUT);
        }
    }

    @Test
    void anAnswerThatIsTooLongIsNotRead() throws Exception {
        McpConnection connection = connected();

        assertThat(failure(() -> connection.call("flood", "{}")).kind()).isEqualTo(Kind.TOO_LARGE);
    }

    @Test
    void aCallEndsWhenItsThreadIsInterrupted() throws Exception {
        McpConnection connection = connected();
        CompletableFuture<Throwable> ended = new CompletableFuture<>();
        Thread caller =
                Thread.ofVirtual()
                        .start(() -> {
                            try {
                                connection.call("slow", "{}");
                                ended.complete(new AssertionError("it answered"));
                            } catch (InterruptedException | McpException e) {
                                ended.complete(e);
                            }
                        });
        await().until(() -> server.slowCalls.get() == 1);

        caller.interrupt();

        assertThat(ended.get(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .isInstanceOf(InterruptedException.class);
    }

    @Test
    void aServerIsToldWhenAConnectionCloses() throws Exception {
        connected().close();

        await().until(() -> server.requests.contains("DELETE /mcp"));
    }

    @Test
    void nothingIsReachedAfterTheEnd() {
        connector.close();

        assertThatThrownBy(this::connected).isInstanceOf(McpException.class);
    }

    @Test
    void nameThatLeadsInwardsIsNotFollowed() {
        try (McpConnector outside = new SdkMcpConnector(McpReach.of(List.of("public")), PATIENCE)) {
            // Resolves to this machine, as any name may.
            URI url = URI.create("https://localhost.localdomain:1/mcp");
            McpException failure =
                    failure(() -> outside.connect(new McpAddress("x", url, Map.of())));

            assertThat(failure.kind()).isIn(Kind.NOT_ALLOWED, Kind.UNREACHABLE);
        }
    }

    @Test
    void noThreadOutlivesTheConnector() throws Exception {
        McpConnector own = connector(PATIENCE);
        own.connect(address(Map.of())).tools();
        assertThat(httpThreads()).isPositive();

        own.close();

        await().until(() -> httpThreads() == 0);
    }

    private static long httpThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("HttpClient-"))
                .count();
    }
}
