package dev.charla.boot.servlet;

import dev.charla.boot.net.PageSockets;
import dev.charla.wire.NettySessionLoop;
import dev.charla.wire.NettySocket;
import io.netty.channel.EventLoop;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Endpoint;
import jakarta.websocket.Extension;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.netty.resources.LoopResources;

/**
 * Sockets of a servlet container that speaks Jakarta WebSocket, as Tomcat does. Each is given an
 * event loop of ours, on which its conversation and that one's connection to the service live. Any
 * thread.
 */
public final class ServletPageSockets implements PageSockets, AutoCloseable {
    private static final String CONTAINER = ServerContainer.class.getName();
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final LoopResources loops = LoopResources.create("charla-page");

    @Override
    public Mono<Void> upgrade(
            ServerWebExchange exchange,
            String protocol,
            NettySocket.Limits limits,
            Acceptor acceptor) {
        HttpServletRequest request =
                ServerHttpRequestDecorator.getNativeRequest(exchange.getRequest());
        HttpServletResponse response =
                ServerHttpResponseDecorator.getNativeResponse(exchange.getResponse());
        if (!(request.getServletContext().getAttribute(CONTAINER)
                instanceof ServerContainer container)) {
            return Mono.error(new ResponseStatusException(HttpStatus.NOT_IMPLEMENTED));
        }
        EventLoop eventLoop = loops.onServer(LoopResources.DEFAULT_NATIVE).next();
        ServletSocket socket = new ServletSocket(NettySessionLoop.on(eventLoop), limits, acceptor);
        ServerEndpointConfig endpoint =
                ServerEndpointConfig.Builder.create(ServletSocket.class, request.getRequestURI())
                        .subprotocols(List.of(protocol))
                        .configurator(new OneSocket(socket))
                        .build();
        // Headers set by filters go out with the 101.
        return exchange.getResponse()
                .setComplete()
                .then(
                        Mono.fromRunnable(() -> {
                            try {
                                container.upgradeHttpToWebSocket(
                                        request, response, endpoint, Map.of());
                            } catch (IOException | DeploymentException e) {
                                throw new IllegalStateException("no socket could be made", e);
                            }
                        }));
    }

    @Override
    public boolean streamsEvents() {
        return false;
    }

    /** Ends what the loops run; the conversations have ended by then. */
    @Override
    public void close() {
        loops.disposeLater(Duration.ZERO, PATIENCE).block(PATIENCE.multipliedBy(2));
    }

    /** Who may come was decided by whoever asked for the upgrade; audio does not shrink. */
    private static final class OneSocket extends ServerEndpointConfig.Configurator {
        private final ServletSocket socket;

        OneSocket(ServletSocket socket) {
            this.socket = socket;
        }

        @Override
        public <T> T getEndpointInstance(Class<T> type) {
            Endpoint endpoint = socket;
            return type.cast(endpoint);
        }

        @Override
        public boolean checkOrigin(String origin) {
            return true;
        }

        @Override
        public List<Extension> getNegotiatedExtensions(
                List<Extension> installed, List<Extension> requested) {
            return List.of();
        }
    }
}
