package dev.charla.boot.browser;

import dev.charla.boot.limits.Visitor;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;

/**
 * Ends the conversation of a page that goes away without its socket: a browser may have cut that
 * before the page can say a word. The same answer for a conversation that is over or never was:
 * nobody reads it.
 *
 * <p>The token is all that is asked for. Where a page may not tell its address, which ours may not,
 * a browser gives {@code null} for the origin of a beacon.
 */
@RestController
final class FarewellController {
    private final ConversationRegistry registry;
    private final Conversations conversations;

    FarewellController(ConversationRegistry registry, Conversations conversations) {
        this.registry = registry;
        this.conversations = conversations;
    }

    /**
     * @param resumeToken the whole body, in plain text: what a beacon may carry to another site
     *     without a question before it
     */
    @PostMapping("/api/conversations/{id}/end")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void end(
            @PathVariable String id,
            @RequestBody(required = false) @Nullable String resumeToken,
            ServerWebExchange exchange) {
        String token = resumeToken == null ? "" : resumeToken;
        if (registry.leave(id, token, Visitor.of(exchange).user())) {
            conversations.left(id);
        }
    }
}
