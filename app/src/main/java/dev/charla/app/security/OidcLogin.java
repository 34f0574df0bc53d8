package dev.charla.app.security;

import dev.charla.app.limits.Visitor;
import dev.charla.app.settings.SettingException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.web.server.SecurityWebFiltersOrder;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.client.registration.InMemoryReactiveClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ReactiveClientRegistrationRepository;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher.MatchResult;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.server.session.CookieWebSessionIdResolver;
import org.springframework.web.server.session.WebSessionIdResolver;
import reactor.core.publisher.Mono;

/** Sign-in with OpenID Connect: the authorization code flow of Spring Security. */
@Configuration(proxyBeanMethods = false)
@EnableWebFluxSecurity
class OidcLogin {
    private static final String REGISTRATION = "charla";
    private static final String LOGIN = "/oauth2/authorization/" + REGISTRATION;

    @Bean
    ReactiveClientRegistrationRepository clientRegistrations(AccessProperties settings) {
        return new InMemoryReactiveClientRegistrationRepository(registration(settings.oidc()));
    }

    @Bean
    SecurityWebFilterChain securityChain(ServerHttpSecurity http, AccessProperties settings) {
        var users = settings.oidc().users();
        return http.authorizeExchange(exchange ->
                        exchange.matchers(request ->
                                        SignIn.isOpen(request.getRequest())
                                                ? MatchResult.match()
                                                : MatchResult.notMatch())
                                .permitAll()
                                .anyExchange()
                                .access((who, _) ->
                                        who.<AuthorizationResult>map(user ->
                                                new AuthorizationDecision(allowed(user, users)))))
                .oauth2Login(login -> {})
                .exceptionHandling(refused ->
                        refused.authenticationEntryPoint(
                                        (exchange, _) -> SignIn.demand(exchange, LOGIN))
                                .accessDeniedHandler((exchange, _) -> stranger(exchange)))
                // Ours are set on every answer; see SecurityHeaders.
                .headers(ServerHttpSecurity.HeaderSpec::disable)
                // Cookies are SameSite, state changes are JSON, and OriginRule looks at each of
                // them.
                .csrf(ServerHttpSecurity.CsrfSpec::disable)
                .httpBasic(ServerHttpSecurity.HttpBasicSpec::disable)
                .formLogin(ServerHttpSecurity.FormLoginSpec::disable)
                .logout(ServerHttpSecurity.LogoutSpec::disable)
                .addFilterAfter(OidcLogin::note, SecurityWebFiltersOrder.AUTHORIZATION)
                .build();
    }

    @Bean
    SignOut signOut(ReactiveClientRegistrationRepository registrations) {
        return new OidcSignOut(
                Objects.requireNonNull(
                        ((InMemoryReactiveClientRegistrationRepository) registrations)
                                .iterator()
                                .next()));
    }

    /** For those who have signed out and would be signed in again by any other page. */
    @Bean
    RouterFunction<ServerResponse> signedOutPage() {
        return RouterFunctions.route()
                .GET(
                        SignIn.SIGNED_OUT,
                        _ ->
                                ServerResponse.ok()
                                        .contentType(MediaType.TEXT_HTML)
                                        .cacheControl(CacheControl.noStore())
                                        .bodyValue(new ClassPathResource("access/signed-out.html")))
                .GET(
                        SignIn.SIGNED_OUT + "/login.css",
                        _ ->
                                ServerResponse.ok()
                                        .contentType(MediaType.valueOf("text/css"))
                                        .bodyValue(new ClassPathResource("access/login.css")))
                .build();
    }

    @Bean
    WebSessionIdResolver webSessionIdResolver() {
        var cookies = new CookieWebSessionIdResolver();
        cookies.setCookieName("charla-session");
        // Lax: the provider sends the browser back here with a link from its own site.
        cookies.addCookieInitializer(cookie -> cookie.sameSite("Lax").httpOnly(true).path("/"));
        return cookies;
    }

    private static ClientRegistration registration(AccessProperties.Oidc oidc) {
        var issuer = text(oidc.issuer());
        var clientId = text(oidc.clientId());
        var secret = text(oidc.clientSecret());
        if (issuer.isEmpty() || clientId.isEmpty() || secret.isEmpty()) {
            throw new SettingException(
                    "The login needs charla.access.oidc.issuer, .client-id and .client-secret, and"
                            + " not all of them are set.",
                    "Set the missing ones; docs/security.md shows them for Microsoft Entra ID.");
        }
        try {
            return ClientRegistrations.fromIssuerLocation(issuer)
                    .registrationId(REGISTRATION)
                    .clientId(clientId)
                    .clientSecret(secret)
                    .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                    .redirectUri("{baseUrl}/login/oauth2/code/{registrationId}")
                    .scope("openid", "profile", "email")
                    .build();
        } catch (IllegalArgumentException | IllegalStateException unreachable) {
            throw new SettingException(
                    "The login's provider at charla.access.oidc.issuer does not tell about itself.",
                    "Check that the address is right and can be reached: with"
                            + " /.well-known/openid-configuration behind it, it must show JSON with"
                            + " the same issuer.");
        }
    }

    private static String text(@Nullable String setting) {
        return setting == null ? "" : setting.strip();
    }

    private static boolean allowed(Authentication who, List<String> users) {
        if (!who.isAuthenticated() || !(who.getPrincipal() instanceof OidcUser user)) {
            return false;
        }
        return users.isEmpty()
                || Stream.of(user.getSubject(), user.getEmail(), user.getPreferredUsername())
                        .filter(Objects::nonNull)
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .anyMatch(name -> users.stream().anyMatch(entry -> fits(name, entry)));
    }

    private static boolean fits(String name, String entry) {
        var lower = entry.strip().toLowerCase(Locale.ROOT);
        return lower.startsWith("@") ? name.endsWith(lower) : name.equals(lower);
    }

    private static Mono<Void> stranger(ServerWebExchange exchange) {
        return SignIn.refuse(
                exchange,
                HttpStatus.FORBIDDEN,
                "not_allowed",
                "You are signed in, and not among those who may talk here. Ask whoever runs this"
                        + " server.");
    }

    /** Notes who it is, for whose talks are whose. */
    private static Mono<Void> note(ServerWebExchange exchange, WebFilterChain chain) {
        return ReactiveSecurityContextHolder.getContext()
                .mapNotNull(context -> subject(context.getAuthentication()))
                .zipWith(exchange.getSession())
                .doOnNext(known ->
                        Visitor.set(exchange, "oidc:" + known.getT1(), known.getT2().getId()))
                .then(chain.filter(exchange));
    }

    private static @Nullable String subject(@Nullable Authentication who) {
        return who != null && who.getPrincipal() instanceof OidcUser user
                ? user.getSubject()
                : null;
    }
}
