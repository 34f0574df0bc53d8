package dev.charla.app.security;

import dev.charla.boot.browser.SignOut;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebSession;
import org.springframework.web.util.UriComponentsBuilder;
import reactor.core.publisher.Mono;

/**
 * Ends the sign-in here, and sends the browser to the provider to end it there: whoever stays
 * signed in at the provider comes in again with one click. A provider that tells no {@code
 * end_session_endpoint} cannot be asked.
 */
final class OidcSignOut implements SignOut {
    private final @Nullable String endOfSession;

    OidcSignOut(ClientRegistration registration) {
        var told =
                registration
                        .getProviderDetails()
                        .getConfigurationMetadata()
                        .get("end_session_endpoint");
        this.endOfSession = told instanceof String address ? address : null;
    }

    @Override
    public Mono<URI> of(ServerWebExchange exchange) {
        return ReactiveSecurityContextHolder.getContext()
                .mapNotNull(context -> next(exchange, context.getAuthentication()))
                .flatMap(next ->
                        exchange.getSession().flatMap(WebSession::invalidate).thenReturn(next));
    }

    private @Nullable URI next(ServerWebExchange exchange, @Nullable Authentication who) {
        if (who == null || !(who.getPrincipal() instanceof OidcUser user)) {
            return null;
        }
        if (endOfSession == null) {
            return URI.create(SignIn.SIGNED_OUT.substring(1));
        }
        var base = exchange.getRequest().getPath().contextPath().value();
        var back =
                UriComponentsBuilder.fromUri(exchange.getRequest().getURI())
                        .replacePath(base + SignIn.SIGNED_OUT)
                        .replaceQuery(null)
                        .build()
                        .toUriString();
        return UriComponentsBuilder.fromUriString(endOfSession)
                .queryParam("id_token_hint", "{token}")
                .queryParam("post_logout_redirect_uri", "{back}")
                .encode()
                .buildAndExpand(user.getIdToken().getTokenValue(), back)
                .toUri();
    }
}
