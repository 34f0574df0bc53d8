package dev.charla.testkit.service;

import dev.charla.client.Addressee;
import dev.charla.client.NettyServiceConnector;
import dev.charla.client.ServiceConnection;
import dev.charla.client.ServiceConnector;
import dev.charla.client.ServiceListener;
import dev.charla.client.ServiceTarget;
import dev.charla.client.ServiceTimeouts;
import dev.charla.testkit.FaultService;
import dev.charla.wire.NettySessionLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** One real event loop with a connector, for the length of a test. */
final class ClientLoop implements AutoCloseable {
    /** Short enough that a test of a deadline is quick, long enough for a busy machine. */
    static final ServiceTimeouts TIMEOUTS =
            ServiceTimeouts.DEFAULTS
                    .withConnect(Duration.ofSeconds(30))
                    .withHandshake(Duration.ofSeconds(30))
                    .withFirstEvent(Duration.ofSeconds(30))
                    .withClose(Duration.ofMillis(500));

    private final MultiThreadIoEventLoopGroup group =
            new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    final NettySessionLoop loop = NettySessionLoop.on(group.next());
    private final ServiceConnector connector;

    ClientLoop() {
        this(new NettyServiceConnector());
    }

    ClientLoop(ServiceConnector connector) {
        this.connector = connector;
    }

    static ServiceTarget.Builder target(FaultService service) {
        return ServiceTarget.at(service.endpoint(), Addressee.model("test-model"))
                .timeouts(TIMEOUTS);
    }

    RecordingListener listener() {
        return new RecordingListener(loop);
    }

    ServiceConnection connect(ServiceTarget target, ServiceListener listener) {
        return call(() -> connector.connect(target, loop, listener));
    }

    /** Runs {@code work} on the loop and waits for its result. */
    <T> T call(Supplier<T> work) {
        var result = new CompletableFuture<T>();
        loop.execute(() -> {
            try {
                result.complete(work.get());
            } catch (RuntimeException | AssertionError failure) {
                result.completeExceptionally(failure);
            }
        });
        try {
            return result.get(RecordingListener.PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException failure) {
            throw new AssertionError(failure);
        }
    }

    void run(Runnable work) {
        call(() -> {
            work.run();
            return true;
        });
    }

    @Override
    public void close() {
        var ended = group.shutdownGracefully(0, 5, TimeUnit.SECONDS);
        if (!ended.awaitUninterruptibly(10, TimeUnit.SECONDS)) {
            throw new AssertionError("the event loop does not end");
        }
    }
}
