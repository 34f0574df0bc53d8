package dev.charla.mcp;

import dev.charla.engine.mcp.McpAddress;
import dev.charla.engine.mcp.McpConnection;
import dev.charla.engine.mcp.McpConnector;
import dev.charla.engine.mcp.McpException;
import dev.charla.engine.mcp.McpReach;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.json.jackson3.JacksonMcpJsonMapper;
import io.modelcontextprotocol.json.schema.JsonSchemaValidator.ValidationResponse;
import io.modelcontextprotocol.spec.McpSchema;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reaches servers by the Streamable HTTP transport, with the MCP project's own library. Redirects
 * are not followed: they would lead past what {@link McpReach} lets through.
 */
public final class SdkMcpConnector implements McpConnector {
    /** Less than a call may take; a server that is there answers a SYN within a second or two. */
    private static final Duration LONGEST_CONNECT = Duration.ofSeconds(5);

    /** More than any answer that is passed on, which fits into a message of 1 MiB. */
    private static final int LONGEST_ANSWER_BYTES = 1 << 20;

    private final McpReach reach;
    private final Duration timeout;
    private final JacksonMcpJsonMapper json = new JacksonMcpJsonMapper(JsonMapper.shared());
    private final ExecutorService threads =
            Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("mcp-http-", 0).factory());
    private final Object lock = new Object();

    // Guarded by the lock.
    private @Nullable HttpClient http;
    private boolean closed;

    /**
     * @param timeout how long a server may take to answer a request
     */
    public SdkMcpConnector(McpReach reach, Duration timeout) {
        this.reach = reach;
        this.timeout = timeout;
    }

    @Override
    public Optional<String> refusal(McpAddress address) {
        return reach.refusal(address.url());
    }

    @Override
    public McpConnection connect(McpAddress address) throws InterruptedException, McpException {
        McpSyncClient client = client(address, reach.check(address.url()));
        SdkMcpConnection connection = new SdkMcpConnection(client, json, threads);
        boolean agreed = false;
        try {
            connection.initialize();
            agreed = true;
            return connection;
        } finally {
            if (!agreed) {
                connection.close();
            }
        }
    }

    private McpSyncClient client(McpAddress address, URI url) throws McpException {
        HttpRequest.Builder request = HttpRequest.newBuilder().timeout(timeout);
        address.headers().forEach(request::header);
        HttpClientStreamableHttpTransport transport =
                HttpClientStreamableHttpTransport.builder(
                                url.getScheme() + "://" + url.getRawAuthority())
                        .endpoint(url.toString())
                        .clientBuilder(new SharedClient(http()))
                        .requestBuilder(request)
                        .jsonMapper(json)
                        .maxResponseSize(LONGEST_ANSWER_BYTES)
                        .build();
        return McpClient.sync(transport)
                .requestTimeout(timeout)
                .initializationTimeout(timeout)
                .clientInfo(McpSchema.Implementation.builder("charla", "1").build())
                // Not asked for unless schemas are kept, which they are not.
                .jsonSchemaValidator((_, _) -> ValidationResponse.asValid(""))
                .build();
    }

    /** One for all, made when the first server is reached. */
    private HttpClient http() throws McpException {
        synchronized (lock) {
            if (closed) {
                throw new McpException(McpException.Kind.UNREACHABLE, 0, "The service is closing.");
            }
            if (http == null) {
                http =
                        HttpClient.newBuilder()
                                .version(HttpClient.Version.HTTP_1_1)
                                .followRedirects(HttpClient.Redirect.NEVER)
                                .connectTimeout(
                                        timeout.compareTo(LONGEST_CONNECT) < 0
                                                ? timeout
                                                : LONGEST_CONNECT)
                                .executor(threads)
                                .build();
            }
            return http;
        }
    }

    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
            if (http != null) {
                http.shutdownNow();
            }
        }
        threads.shutdownNow();
    }
}
