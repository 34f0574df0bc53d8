package dev.charla.boot.host;

import dev.charla.boot.browser.PageParts;
import dev.charla.boot.limits.Visitor;
import dev.charla.boot.net.PageSockets;
import dev.charla.boot.web.EmbeddingFilter;
import dev.charla.boot.web.ErrorAnswers;
import dev.charla.boot.web.IndexPage;
import dev.charla.boot.web.OriginRule;
import dev.charla.boot.web.SecurityHeaders;
import dev.charla.loop.Ticker;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.util.ClassUtils;
import org.springframework.web.reactive.DispatcherHandler;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.server.WebHandler;
import org.springframework.web.server.adapter.HttpWebHandlerAdapter;
import org.springframework.web.server.handler.ExceptionHandlingWebHandler;
import org.springframework.web.server.handler.FilteringWebHandler;
import reactor.core.publisher.Mono;

/**
 * Everything that is served below the page's path. It has a WebFlux of its own, so that neither the
 * application's filters, converters and error pages shape its answers, nor its own those of the
 * application; what stands before all handlers, such as a login, stands before this one. Any
 * thread.
 */
final class PageHandler implements WebHandler, DisposableBean {
    private static final boolean IN_CONTAINER =
            ClassUtils.isPresent(
                    "jakarta.servlet.http.HttpServletRequest", PageHandler.class.getClassLoader());

    private final String path;
    private final AnnotationConfigApplicationContext parts;
    private final WebHandler chain;

    /**
     * @param path below which it is served, behind what requests say of the application's own base
     *     path; empty where they say this one, too
     * @param beans those of the application
     * @param sockets of the application's server
     */
    PageHandler(String path, ListableBeanFactory beans, PageSockets sockets) {
        this.path = path;
        this.parts = PageParts.of(beans, sockets, PageWebFlux.class);
        OriginRule origins = beans.getBean(OriginRule.class);
        WebFilter caller = PageHandler::notePrincipal;
        this.chain =
                new ExceptionHandlingWebHandler(
                        new FilteringWebHandler(
                                parts.getBean(DispatcherHandler.class),
                                List.of(
                                        new SecurityHeaders(),
                                        caller,
                                        new EmbeddingFilter(origins),
                                        new IndexPage())),
                        List.of(new ErrorAnswers(Ticker.system())));
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange) {
        String base = exchange.getRequest().getPath().contextPath().value() + path;
        return chain.handle(
                exchange.mutate().request(request -> request.contextPath(base)).build());
    }

    /** The same for a server that is no WebFlux's. */
    HttpHandler http() {
        return new HttpWebHandlerAdapter(this);
    }

    /** Who signed in to the application is who talks. */
    private static Mono<Void> notePrincipal(ServerWebExchange exchange, WebFilterChain chain) {
        return exchange.getPrincipal()
                .switchIfEmpty(Mono.justOrEmpty(ofContainer(exchange)))
                .doOnNext(principal -> Visitor.set(exchange, principal))
                .then(Mono.defer(() -> chain.filter(exchange)));
    }

    private static @Nullable Principal ofContainer(ServerWebExchange exchange) {
        return IN_CONTAINER
                        && ServerHttpRequestDecorator.getNativeRequest(exchange.getRequest())
                                instanceof HttpServletRequest request
                ? request.getUserPrincipal()
                : null;
    }

    @Override
    public void destroy() {
        parts.close();
    }
}
