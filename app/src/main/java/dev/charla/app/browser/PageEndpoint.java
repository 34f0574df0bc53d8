package dev.charla.app.browser;

import dev.charla.app.limits.Visitor;
import dev.charla.app.net.EventStreamSocket;
import dev.charla.app.net.WebSocketUpgrade;
import dev.charla.app.web.OriginRule;
import dev.charla.wire.NettySocket;
import dev.charla.wire.SocketListener;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebHandler;
import reactor.core.publisher.Mono;

/**
 * {@code /api/sessions/{id}/stream}: the socket of a talk, or its events where WebSockets are
 * blocked. What is wrong with a ticket is told by a close code after the upgrade, since a page
 * cannot see why an upgrade was refused.
 */
final class PageEndpoint implements WebHandler {
    static final String PATTERN = "/api/sessions/{id}/stream";
    static final String SUB_PROTOCOL = "charla.v1";

    /** What stands before the ticket among the sub-protocols a page offers. */
    static final String TICKET_PREFIX = "charla.ticket.";

    /** Carries the ticket where there is no WebSocket. */
    static final String TICKET_HEADER = "Charla-Ticket";

    /**
     * A second of audio is 48,000 bytes; a typed message has at most some thousand characters. The
     * patience is less than a talk waits for its page (30 s), so that a page that is asleep and one
     * that is gone are told apart by that wait and not before.
     */
    private static final NettySocket.Limits LIMITS =
            new NettySocket.Limits(256 * 1024, Duration.ofSeconds(20));

    private static final Logger LOG = LoggerFactory.getLogger(PageEndpoint.class);

    private final TalkRegistry talks;
    private final Talks opener;
    private final EventStreams streams;
    private final OriginRule origins;

    PageEndpoint(TalkRegistry talks, Talks opener, EventStreams streams, OriginRule origins) {
        this.talks = talks;
        this.opener = opener;
        this.streams = streams;
        this.origins = origins;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange) {
        ServerHttpRequest request = exchange.getRequest();
        if (!origins.allows(request)) {
            exchange.getResponse().setStatusCode(HttpStatus.FORBIDDEN);
            return exchange.getResponse().setComplete();
        }
        String id = idIn(request.getPath().value());
        if (request.getHeaders().getAccept().contains(MediaType.TEXT_EVENT_STREAM)) {
            return events(exchange, id);
        }
        List<String> offered = WebSocketUpgrade.offered(request);
        if (!WebSocketUpgrade.isAskedFor(exchange) || !offered.contains(SUB_PROTOCOL)) {
            exchange.getResponse().setStatusCode(HttpStatus.UPGRADE_REQUIRED);
            return exchange.getResponse().setComplete();
        }
        String ticket =
                offered.stream()
                        .filter(name -> name.startsWith(TICKET_PREFIX))
                        .map(name -> name.substring(TICKET_PREFIX.length()))
                        .findFirst()
                        .orElse("");
        TalkRegistry.Claim claim = talks.claim(id, ticket, Visitor.of(exchange).user());
        return WebSocketUpgrade.upgrade(
                exchange,
                SUB_PROTOCOL,
                LIMITS,
                socket ->
                        switch (claim) {
                            case TalkRegistry.Claim.Granted(var wish, var first) ->
                                    first
                                            ? opener.open(id, wish, socket, () -> talks.release(id))
                                            : opener.resume(id, socket);
                            case TalkRegistry.Claim.Unknown _ ->
                                    turnAway(socket, 4404, "unknown_session");
                            case TalkRegistry.Claim.BadTicket _ ->
                                    turnAway(socket, 4401, "bad_ticket");
                            case TalkRegistry.Claim.AlreadyOpen _ ->
                                    turnAway(socket, 4409, "already_open");
                        });
    }

    /** Where WebSockets are blocked. What is wrong is told by the status: a page sees it here. */
    private Mono<Void> events(ServerWebExchange exchange, String id) {
        String ticket =
                Objects.requireNonNullElse(
                        exchange.getRequest().getHeaders().getFirst(TICKET_HEADER), "");
        return switch (talks.claim(id, ticket, Visitor.of(exchange).user())) {
            case TalkRegistry.Claim.Granted(var wish, var first) ->
                    EventStreamSocket.serve(exchange, socket -> begin(id, wish, first, socket));
            case TalkRegistry.Claim.Unknown _ -> refuse(exchange, HttpStatus.NOT_FOUND);
            case TalkRegistry.Claim.BadTicket _ -> refuse(exchange, HttpStatus.UNAUTHORIZED);
            case TalkRegistry.Claim.AlreadyOpen _ -> refuse(exchange, HttpStatus.CONFLICT);
        };
    }

    private SocketListener begin(
            String id, TalkRequest wish, boolean first, EventStreamSocket socket) {
        String key = streams.opened(id, socket);
        // The path and the key are ours and need no escaping.
        socket.sendEvent(
                "open", "{\"path\":\"/api/sessions/%s/up\",\"key\":\"%s\"}".formatted(id, key));
        SocketListener page =
                first
                        ? opener.open(id, wish, socket, () -> talks.release(id))
                        : opener.resume(id, socket);
        socket.whenOver(() -> streams.closed(id, socket));
        return page;
    }

    private static Mono<Void> refuse(ServerWebExchange exchange, HttpStatus status) {
        LOG.atInfo().addKeyValue("status", status.value()).log("an event stream was refused");
        exchange.getResponse().setStatusCode(status);
        return exchange.getResponse().setComplete();
    }

    /** The talk's id: the last part of the path but one. */
    static String idIn(String path) {
        String[] parts = path.split("/");
        return parts.length >= 2 ? parts[parts.length - 2] : "";
    }

    private static SocketListener turnAway(NettySocket socket, int code, String reason) {
        LOG.atInfo().addKeyValue("reason", reason).log("a page was turned away");
        socket.close(code, reason);
        return SocketListener.DEAF;
    }
}
