package dev.charla.engine.session;

import dev.charla.engine.mcp.McpAddress;
import dev.charla.engine.mcp.McpConnection;
import dev.charla.engine.mcp.McpConnector;
import dev.charla.engine.mcp.McpException;
import dev.charla.protocol.item.Item;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;

/** MCP servers with the tools that a test gives them. */
final class ScriptedMcp implements McpConnector {
    volatile List<String> tools = List.of("search", "read.page");
    volatile @Nullable McpException failure;
    volatile @Nullable McpException callFailure;
    volatile String answer = "found";
    volatile CountDownLatch mayList = new CountDownLatch(0);
    volatile CountDownLatch mayAnswer = new CountDownLatch(0);
    final ConcurrentLinkedQueue<String> calls = new ConcurrentLinkedQueue<>();
    final ConcurrentLinkedQueue<McpAddress> reached = new ConcurrentLinkedQueue<>();
    final AtomicInteger open = new AtomicInteger();
    final AtomicInteger interrupted = new AtomicInteger();

    @Override
    public Optional<String> refusal(McpAddress address) {
        return address.url().getPath().equals("/no")
                ? Optional.of("This service does not reach that address.")
                : Optional.empty();
    }

    @Override
    public McpConnection connect(McpAddress address) throws InterruptedException, McpException {
        reached.add(address);
        await(mayList);
        McpException trouble = failure;
        if (trouble != null) {
            throw trouble;
        }
        open.incrementAndGet();
        return new McpConnection() {
            private boolean closed;

            @Override
            public List<Item.McpTool> tools() {
                return tools.stream()
                        .map(name ->
                                new Item.McpTool(
                                        name,
                                        "Does " + name,
                                        JsonNodeFactory.instance.objectNode().put("type", "object"),
                                        null,
                                        Map.of()))
                        .toList();
            }

            @Override
            public String call(String tool, String arguments)
                    throws InterruptedException, McpException {
                calls.add(tool + arguments);
                await(mayAnswer);
                McpException bad = callFailure;
                if (bad != null) {
                    throw bad;
                }
                return answer;
            }

            @Override
            public synchronized void close() {
                if (!closed) {
                    closed = true;
                    open.decrementAndGet();
                }
            }
        };
    }

    private void await(CountDownLatch latch) throws InterruptedException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            interrupted.incrementAndGet();
            throw e;
        }
    }

    @Override
    public void close() {}
}
