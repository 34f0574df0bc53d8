package dev.charla.app.web;

import dev.charla.boot.limits.LogLimit;
import dev.charla.boot.web.ApiError;
import dev.charla.boot.web.OriginRule;
import dev.charla.loop.Ticker;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * While the server listens on loopback only, it answers to loopback names and to those of sites
 * that the settings allow: a foreign site whose name was made to resolve to 127.0.0.1 gets nothing.
 * It stands before every other filter, so that no login answers such a site either.
 */
public final class LoopbackHostFilter implements WebFilter {
    private static final Logger LOG = LoggerFactory.getLogger(LoopbackHostFilter.class);

    private final OriginRule origins;
    private final LogLimit lines;

    public LoopbackHostFilter(OriginRule origins, Ticker ticker) {
        this.origins = origins;
        this.lines = new LogLimit(ticker);
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        String host = RequestGate.hostOf(exchange.getRequest());
        if (answersTo(host)) {
            return chain.filter(exchange);
        }
        long times = lines.due();
        if (times > 0) {
            // A host has the characters of a host here: the gate has seen to it.
            LOG.atWarn()
                    .addKeyValue("host", host)
                    .addKeyValue("times", times)
                    .log(
                            "asked by a name that is not this machine's: refused. Behind a proxy of"
                                    + " yours, add the address people use, such as"
                                    + " https://talk.example.org, to charla.browser.allowed-origins");
        }
        return ApiError.write(
                exchange.getResponse(),
                HttpStatus.MISDIRECTED_REQUEST,
                "unknown_host",
                "Charla listens on this machine alone and was asked by another name. Use"
                        + " http://localhost with its port. If a proxy of yours is in front of it,"
                        + " add the address people use, such as https://talk.example.org, to"
                        + " charla.browser.allowed-origins.");
    }

    private boolean answersTo(@Nullable String host) {
        if (host == null) {
            return false;
        }
        String lower = host.toLowerCase(Locale.ROOT);
        String name = lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
        return OriginRule.isLoopback(name) || origins.isHostOfAllowed(name);
    }
}
