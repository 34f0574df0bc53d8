package dev.charla.boot.browser;

import dev.charla.boot.limits.Visitor;
import dev.charla.boot.web.ApiError;
import dev.charla.boot.web.OriginRule;
import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Signs somebody out: their conversations end, their tickets and their sign-in are void. */
@RestController
final class SignOutController {
    private final SignOut signOut;
    private final ConversationRegistry registry;
    private final Conversations conversations;
    private final OriginRule origins;

    SignOutController(
            SignOut signOut,
            ConversationRegistry registry,
            Conversations conversations,
            OriginRule origins) {
        this.signOut = signOut;
        this.registry = registry;
        this.conversations = conversations;
        this.origins = origins;
    }

    /**
     * Where the page goes now.
     *
     * @param next to be shown in its place; may be another site's
     */
    record SignedOut(URI next) {
        /** Leaves out what a provider is shown. */
        @Override
        public String toString() {
            return "SignedOut";
        }
    }

    @PostMapping("/api/sign-out")
    Mono<ResponseEntity<?>> signOut(ServerWebExchange exchange) {
        if (!origins.allows(exchange.getRequest())) {
            return Mono.just(
                    ApiError.refuse(
                            HttpStatus.FORBIDDEN,
                            "foreign_origin",
                            "Another site may not sign anybody out here."));
        }
        var signIn = Visitor.of(exchange).signIn();
        return signOut.of(exchange)
                .<ResponseEntity<?>>map(next -> {
                    registry.forget(signIn);
                    conversations.end(signIn);
                    return ResponseEntity.ok()
                            .header("Cache-Control", "no-store")
                            .body(new SignedOut(next));
                })
                .defaultIfEmpty(
                        ApiError.refuse(
                                HttpStatus.NOT_FOUND,
                                "no_sign_in",
                                "Nobody signs in here, so nobody can sign out."));
    }
}
