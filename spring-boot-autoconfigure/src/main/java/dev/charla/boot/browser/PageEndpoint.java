package dev.charla.boot.browser;

import dev.charla.boot.limits.LogLimit;
import dev.charla.boot.limits.Visitor;
import dev.charla.boot.net.EventStreamSocket;
import dev.charla.boot.net.PageSockets;
import dev.charla.boot.net.WebSocketUpgrade;
import dev.charla.boot.web.ApiError;
import dev.charla.boot.web.OriginRule;
import dev.charla.loop.Ticker;
import dev.charla.wire.NettySocket;
import dev.charla.wire.PeerSocket;
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
 * {@code /api/conversations/{id}/stream}: the socket of a conversation, or its events where
 * WebSockets are blocked. What is wrong with a ticket is told by a close code after the upgrade,
 * since a page cannot see why an upgrade was refused.
 */
final class PageEndpoint implements WebHandler {
    static final String PATTERN = "/api/conversations/{id}/stream";
    static final String SUB_PROTOCOL = "charla.v1";

    /** What stands before the ticket among the sub-protocols a page offers. */
    static final String TICKET_PREFIX = "charla.ticket.";

    /** Carries the ticket where there is no WebSocket. */
    static final String TICKET_HEADER = "Charla-Ticket";

    /**
     * A second of audio is 48,000 bytes; a typed message has at most some thousand characters. The
     * patience is less than a conversation waits for its page (30 s), so that a page that is asleep
     * and one that is gone are told apart by that wait and not before.
     */
    private static final NettySocket.Limits LIMITS =
            new NettySocket.Limits(256 * 1024, Duration.ofSeconds(20));

    private static final ApiError NO_EVENTS =
            new ApiError(
                    "no_event_stream",
                    "This server has WebSockets only. If a proxy in between blocks them, let them"
                            + " pass.");

    private static final Logger LOG = LoggerFactory.getLogger(PageEndpoint.class);

    private final ConversationRegistry conversations;
    private final Conversations opener;
    private final EventStreams streams;
    private final OriginRule origins;
    private final PageSockets sockets;
    private final LogLimit lines = new LogLimit(Ticker.system());

    PageEndpoint(
            ConversationRegistry conversations,
            Conversations opener,
            EventStreams streams,
            OriginRule origins,
            PageSockets sockets) {
        this.conversations = conversations;
        this.opener = opener;
        this.streams = streams;
        this.origins = origins;
        this.sockets = sockets;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange) {
        ServerHttpRequest request = exchange.getRequest();
        if (!origins.allows(request)) {
            return refuse(exchange, HttpStatus.FORBIDDEN, ConversationController.FOREIGN);
        }
        String id = idIn(request.getPath().value());
        if (request.getHeaders().getAccept().contains(MediaType.TEXT_EVENT_STREAM)) {
            return sockets.streamsEvents()
                    ? events(exchange, id)
                    : refuse(exchange, HttpStatus.NOT_IMPLEMENTED, NO_EVENTS);
        }
        List<String> offered = WebSocketUpgrade.offered(request);
        WebSocketUpgrade.Objection objection = WebSocketUpgrade.objection(request);
        if (objection != null) {
            objection.announce(exchange.getResponse().getHeaders());
            return refuse(
                    exchange,
                    objection.status(),
                    new ApiError("no_web_socket", objection.message()));
        }
        if (!offered.contains(SUB_PROTOCOL)) {
            return refuse(
                    exchange,
                    HttpStatus.BAD_REQUEST,
                    new ApiError(
                            "no_sub_protocol",
                            "Offer the sub-protocol charla.v1. docs/browser-leg.md shows how."));
        }
        String ticket =
                offered.stream()
                        .filter(name -> name.startsWith(TICKET_PREFIX))
                        .map(name -> name.substring(TICKET_PREFIX.length()))
                        .findFirst()
                        .orElse("");
        ConversationRegistry.Claim claim =
                conversations.claim(id, ticket, Visitor.of(exchange).user());
        return sockets.upgrade(
                exchange,
                SUB_PROTOCOL,
                LIMITS,
                socket ->
                        switch (claim) {
                            case ConversationRegistry.Claim.Granted(var wish, var first) ->
                                    first
                                            ? opener.open(
                                                    id,
                                                    wish,
                                                    socket,
                                                    () -> conversations.release(id))
                                            : opener.resume(id, socket);
                            case ConversationRegistry.Claim.Unknown _ ->
                                    turnAway(socket, 4404, "unknown_conversation");
                            case ConversationRegistry.Claim.BadTicket _ ->
                                    turnAway(socket, 4401, "bad_ticket");
                            case ConversationRegistry.Claim.AlreadyOpen _ ->
                                    turnAway(socket, 4409, "already_open");
                        });
    }

    /** Where WebSockets are blocked. What is wrong is told by the status: a page sees it here. */
    private Mono<Void> events(ServerWebExchange exchange, String id) {
        String ticket =
                Objects.requireNonNullElse(
                        exchange.getRequest().getHeaders().getFirst(TICKET_HEADER), "");
        return switch (conversations.claim(id, ticket, Visitor.of(exchange).user())) {
            case ConversationRegistry.Claim.Granted(var wish, var first) ->
                    EventStreamSocket.serve(exchange, socket -> begin(id, wish, first, socket));
            case ConversationRegistry.Claim.Unknown _ ->
                    refuse(exchange, HttpStatus.NOT_FOUND, ConversationController.UNKNOWN);
            case ConversationRegistry.Claim.BadTicket _ ->
                    refuse(
                            exchange,
                            HttpStatus.UNAUTHORIZED,
                            new ApiError(
                                    "bad_ticket", "The ticket does not open this conversation."));
            case ConversationRegistry.Claim.AlreadyOpen _ ->
                    refuse(
                            exchange,
                            HttpStatus.CONFLICT,
                            new ApiError("already_open", "The ticket was used already."));
        };
    }

    private SocketListener begin(
            String id, ConversationRequest wish, boolean first, EventStreamSocket socket) {
        String key = streams.opened(id, socket);
        // Relative to the stream's own address: nobody here knows which path a proxy puts before.
        // The key is ours and needs no escaping.
        socket.sendEvent("open", "{\"path\":\"up\",\"key\":\"%s\"}".formatted(key));
        SocketListener page =
                first
                        ? opener.open(id, wish, socket, () -> conversations.release(id))
                        : opener.resume(id, socket);
        socket.whenOver(() -> streams.closed(id, socket));
        return page;
    }

    private Mono<Void> refuse(ServerWebExchange exchange, HttpStatus status, ApiError error) {
        log(error.code());
        return ApiError.write(exchange.getResponse(), status, error.code(), error.message());
    }

    /** The conversation's id: the last part of the path but one. */
    static String idIn(String path) {
        String[] parts = path.split("/");
        return parts.length >= 2 ? parts[parts.length - 2] : "";
    }

    private void log(String reason) {
        long times = lines.due();
        if (times > 0) {
            LOG.atInfo()
                    .addKeyValue("reason", reason)
                    .addKeyValue("times", times)
                    .log("a page was turned away");
        }
    }

    private SocketListener turnAway(PeerSocket socket, int code, String reason) {
        log(reason);
        socket.close(code, reason);
        return SocketListener.DEAF;
    }
}
