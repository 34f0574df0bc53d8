package dev.charla.mcp;

import io.modelcontextprotocol.json.jackson3.JacksonMcpJsonMapper;
import io.modelcontextprotocol.json.schema.JsonSchemaValidator.ValidationResponse;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpSyncServer;
import io.modelcontextprotocol.server.transport.HttpServletStreamableServerTransportProvider;
import io.modelcontextprotocol.spec.McpSchema;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.valves.ValveBase;
import tools.jackson.databind.json.JsonMapper;

/** A real MCP server on a port of its own: the MCP project's library on Tomcat. */
public final class McpTestServer implements AutoCloseable {
    /** What {@code Authorization} must hold where {@link #locked} is set. */
    public static final String TOKEN = "Bearer good";

    /** Kept, since loggers that nobody keeps forget their level. */
    private static final Logger TOMCAT = Logger.getLogger("org.apache");

    static {
        TOMCAT.setLevel(Level.OFF);
    }

    private final Tomcat tomcat = new Tomcat();
    private final McpSyncServer server;

    /** Methods of the requests, with the paths they went to. */
    public final ConcurrentLinkedQueue<String> requests = new ConcurrentLinkedQueue<>();

    /** The value of {@code X-Team} that came last. */
    public volatile String team = "";

    /** Whether the token is asked for. */
    public volatile boolean locked;

    /** A status that every request is answered with; 0 for none. */
    public volatile int status;

    /** What {@code slow} waits for. */
    public final CountDownLatch mayAnswer = new CountDownLatch(1);

    /** Calls of {@code slow} that have begun. */
    public final AtomicInteger slowCalls = new AtomicInteger();

    public McpTestServer(Path folder) throws IOException, LifecycleException {
        JacksonMcpJsonMapper json = new JacksonMcpJsonMapper(JsonMapper.shared());
        HttpServletStreamableServerTransportProvider transport =
                HttpServletStreamableServerTransportProvider.builder()
                        .jsonMapper(json)
                        .mcpEndpoint("/mcp")
                        .build();
        server =
                McpServer.sync(transport)
                        .serverInfo("test", "1")
                        .jsonMapper(json)
                        .jsonSchemaValidator((_, _) -> ValidationResponse.asValid(""))
                        .capabilities(McpSchema.ServerCapabilities.builder().tools(true).build())
                        .toolCall(
                                tool("add", "Adds two numbers.", "a", "b"),
                                (_, asked) ->
                                        text(
                                                String.valueOf(
                                                        number(asked, "a") + number(asked, "b"))))
                        .toolCall(
                                tool("fail", "Fails."),
                                (_, _) ->
                                        McpSchema.CallToolResult.builder()
                                                .addTextContent("no such city")
                                                .isError(true)
                                                .build())
                        .toolCall(tool("slow", "Takes its time."), (_, _) -> slow())
                        .toolCall(
                                tool("flood", "Says too much."),
                                (_, _) -> text("x".repeat(3 << 20)))
                        .build();
        tomcat.setBaseDir(folder.toString());
        tomcat.setPort(0);
        tomcat.setHostname("127.0.0.1");
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        Context context = tomcat.addContext("", folder.toString());
        var wrapper = Tomcat.addServlet(context, "mcp", transport);
        wrapper.setAsyncSupported(true);
        context.addServletMappingDecoded("/mcp", "mcp");
        context.getPipeline().addValve(new Door());
        tomcat.start();
    }

    private static McpSchema.Tool tool(String name, String description, String... numbers) {
        Map<String, Object> properties =
                List.of(numbers).stream()
                        .collect(
                                java.util.stream.Collectors.toMap(
                                        each -> each, _ -> Map.of("type", "number")));
        return McpSchema.Tool.builder(
                        name,
                        Map.of(
                                "type",
                                "object",
                                "properties",
                                properties,
                                "required",
                                List.of(numbers)))
                .description(description)
                .build();
    }

    private static int number(McpSchema.CallToolRequest asked, String name) {
        return asked.arguments().get(name) instanceof Number number ? number.intValue() : 0;
    }

    private static McpSchema.CallToolResult text(String text) {
        return McpSchema.CallToolResult.builder().addTextContent(text).build();
    }

    private McpSchema.CallToolResult slow() {
        slowCalls.incrementAndGet();
        try {
            mayAnswer.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return text("at last");
    }

    /** Where it serves. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + tomcat.getConnector().getLocalPort() + "/mcp");
    }

    /** Sees every request first. */
    private final class Door extends ValveBase {
        Door() {
            super(true);
        }

        @Override
        public void invoke(Request request, Response response)
                throws IOException, jakarta.servlet.ServletException {
            HttpServletRequest asked = request.getRequest();
            HttpServletResponse answer = response.getResponse();
            requests.add(asked.getMethod() + " " + asked.getRequestURI());
            String named = asked.getHeader("X-Team");
            team = named == null ? "" : named;
            if (status != 0) {
                answer.setStatus(status);
                answer.setHeader("Location", "http://127.0.0.1:1/elsewhere");
            } else if (locked && !TOKEN.equals(asked.getHeader("Authorization"))) {
                answer.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
            } else {
                getNext().invoke(request, response);
            }
        }
    }

    @Override
    public void close() {
        mayAnswer.countDown();
        server.close();
        try {
            tomcat.stop();
            tomcat.destroy();
        } catch (LifecycleException e) {
            throw new AssertionError(e);
        }
    }
}
