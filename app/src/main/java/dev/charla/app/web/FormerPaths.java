package dev.charla.app.web;

import dev.charla.boot.limits.LogLimit;
import dev.charla.loop.Ticker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Answers {@code /api/sessions} as {@code /api/conversations}, which it was called before version
 * 0.1.0, and says so in the log. It stands before every filter that looks at a path.
 */
final class FormerPaths implements WebFilter {
    private static final String FORMER = "/api/sessions";
    private static final String NOW = "/api/conversations";

    private static final Logger LOG = LoggerFactory.getLogger(FormerPaths.class);

    private final LogLimit lines;

    FormerPaths(Ticker ticker) {
        this.lines = new LogLimit(ticker);
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        String within = request.getPath().pathWithinApplication().value();
        if (!within.equals(FORMER) && !within.startsWith(FORMER + "/")) {
            return chain.filter(exchange);
        }
        long times = lines.due();
        if (times > 0) {
            LOG.atWarn()
                    .addKeyValue("times", times)
                    .log(
                            FORMER
                                    + " is called "
                                    + NOW
                                    + " now; the old path works in this version"
                                    + " for the last time");
        }
        String path =
                request.getPath().contextPath().value() + NOW + within.substring(FORMER.length());
        return chain.filter(exchange.mutate().request(request.mutate().path(path).build()).build());
    }
}
