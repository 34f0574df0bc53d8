package dev.charla.app.security;

import dev.charla.boot.browser.SignOut;
import dev.charla.boot.limits.Visitor;
import dev.charla.boot.settings.SettingException;
import java.net.URI;
import org.springframework.core.env.Environment;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Takes the word of the platform's built-in authentication for who somebody is. App Service and
 * Container Apps put the name into a header and take that header away from what comes from outside;
 * anywhere else anybody could send it, so nothing but these makes this filter work.
 */
final class PlatformLogin implements WebFilter, SignOut {
    static final String ID_HEADER = "X-MS-CLIENT-PRINCIPAL-ID";

    private static final URI LOGOUT = URI.create("/.auth/logout");
    private static final URI LOGIN = URI.create("/.auth/login/aad?post_login_redirect_uri=/");

    /**
     * Checks that there is such a platform.
     *
     * @throws SettingException if there is not, or if it lets people through unknown
     */
    static void requireGuaranteed(Environment environment, boolean ownersWord) {
        boolean appService = environment.containsProperty("WEBSITE_SITE_NAME");
        boolean containerApps = environment.containsProperty("CONTAINER_APP_NAME");
        if (appService) {
            if (!environment.getProperty("WEBSITE_AUTH_ENABLED", "").equalsIgnoreCase("true")) {
                throw new SettingException(
                        "charla.access.mode is platform, and the authentication of this App Service"
                                + " is off.",
                        "Switch it on: portal, Authentication, Add identity provider, Require"
                                + " authentication.");
            }
        } else if (containerApps) {
            if (!ownersWord) {
                throw new SettingException(
                        "charla.access.mode is platform, and Container Apps do not tell whether"
                                + " their authentication is on.",
                        "Switch it on with unauthenticated requests redirected or refused, then set"
                                + " charla.access.platform-login-on=true.");
            }
        } else {
            throw new SettingException(
                    "charla.access.mode is platform, and this is neither an App Service nor a"
                            + " Container App: anybody could claim to be anybody.",
                    "Set charla.access.code or charla.access.oidc instead.");
        }
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var ids = exchange.getRequest().getHeaders().getOrEmpty(ID_HEADER);
        // The platform sends one: of two, one has come from outside.
        if (ids.size() == 1 && !ids.getFirst().isBlank()) {
            Visitor.set(exchange, "platform:" + ids.getFirst());
            return chain.filter(exchange);
        }
        return SignIn.isOpen(exchange.getRequest())
                ? chain.filter(exchange)
                : SignIn.demand(exchange, LOGIN);
    }

    /** The sign-in is the platform's, and so is its end. */
    @Override
    public Mono<URI> of(ServerWebExchange exchange) {
        return Mono.just(LOGOUT);
    }
}
