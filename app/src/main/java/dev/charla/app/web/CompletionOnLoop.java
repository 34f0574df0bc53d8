package dev.charla.app.web;

import io.netty.channel.EventLoop;
import java.util.concurrent.Executor;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.http.server.reactive.ServerHttpResponse;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.Connection;

/**
 * Ends every exchange on its connection's event loop. When one ends elsewhere, on a virtual thread
 * or after a session was looked up, and its answer has no body, Reactor Netty may read the next
 * request of that connection before it has noticed the end. It then sets the request aside and
 * never answers it: one in ten hung where a sign-in's redirects follow each other.
 */
public final class CompletionOnLoop implements HttpHandler {
    private final HttpHandler handler;

    public CompletionOnLoop(HttpHandler handler) {
        this.handler = handler;
    }

    @Override
    public Mono<Void> handle(ServerHttpRequest request, ServerHttpResponse response) {
        Object exchange = ServerHttpRequestDecorator.getNativeRequest(request);
        Mono<Void> handled = handler.handle(request, response);
        return exchange instanceof Connection connection
                ? handled.publishOn(Schedulers.fromExecutor(on(connection.channel().eventLoop())))
                : handled;
    }

    private static Executor on(EventLoop loop) {
        return task -> {
            if (loop.inEventLoop()) {
                task.run();
            } else {
                loop.execute(task);
            }
        };
    }
}
