package outside;

import dev.charla.client.Addressee;
import dev.charla.client.NettyServiceConnector;
import dev.charla.client.ServiceClosed;
import dev.charla.client.ServiceConnection;
import dev.charla.client.ServiceListener;
import dev.charla.client.ServiceTarget;
import dev.charla.engine.script.ScriptReader;
import dev.charla.engine.server.VoiceService;
import dev.charla.engine.server.VoiceServiceOptions;
import dev.charla.protocol.event.ResponseEvent;
import dev.charla.protocol.event.ServerEvent;
import dev.charla.protocol.event.SessionEvent;
import dev.charla.protocol.request.ResponseRequest;
import dev.charla.testkit.VirtualLoop;
import dev.charla.wire.NettySessionLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A program of somebody else's: its own engine, its own client, a test in virtual time. */
public final class Outside {
    private Outside() {}

    public static void main(String[] arguments) throws Exception {
        var script = ScriptReader.parse("noon", "turns: [{says: It is noon.}]");
        var group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        try (var service = VoiceService.start(VoiceServiceOptions.scripted(script))) {
            var loop = NettySessionLoop.on(group.next());
            var client = new Client();
            var target = ServiceTarget.at(service.endpoint(), Addressee.model("any")).build();
            loop.execute(() -> new NettyServiceConnector().connect(target, loop, client));

            String status = client.answered.get(30, TimeUnit.SECONDS);
            if (!status.equalsIgnoreCase("completed") || service.engine().sessions() != 1) {
                throw new AssertionError("not answered: " + status);
            }
            rehearse();
            System.out.println("outside: a session was opened and answered");
        } finally {
            group.shutdownGracefully(0, 1, TimeUnit.SECONDS).await();
        }
    }

    /** An hour passes at once. */
    private static void rehearse() {
        var loop = new VirtualLoop();
        var rung = new boolean[1];
        loop.after(Duration.ofHours(1), () -> rung[0] = true);
        loop.advance(Duration.ofHours(1));
        if (!rung[0]) {
            throw new AssertionError("an hour of virtual time did not pass");
        }
    }

    private static final class Client implements ServiceListener {
        private final CompletableFuture<String> answered = new CompletableFuture<>();
        private ServiceConnection connection;

        @Override
        public void opened(ServiceConnection opened) {
            connection = opened;
        }

        @Override
        public void event(ServerEvent event) {
            switch (event) {
                case SessionEvent.Created _ -> connection.send(new ResponseRequest.Create());
                case ResponseEvent.Done done ->
                        answered.complete(String.valueOf(done.response().status()));
                default -> {}
            }
        }

        @Override
        public void closed(ServiceClosed closed) {
            answered.completeExceptionally(new IllegalStateException(closed.toString()));
        }
    }
}
