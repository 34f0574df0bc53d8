package dev.charla.app.security;

import dev.charla.boot.browser.SignOut;
import dev.charla.boot.limits.Visitor;
import dev.charla.boot.settings.SettingException;
import dev.charla.boot.web.RelativeAddress;
import dev.charla.loop.Ticker;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.web.server.SecurityWebFiltersOrder;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcReactiveOAuth2UserService;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.client.registration.InMemoryReactiveClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ReactiveClientRegistrationRepository;
import org.springframework.security.oauth2.client.userinfo.ReactiveOAuth2UserService;
import org.springframework.security.oauth2.client.web.server.ServerOAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.savedrequest.NoOpServerRequestCache;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher.MatchResult;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.server.session.CookieWebSessionIdResolver;
import org.springframework.web.server.session.DefaultWebSessionManager;
import org.springframework.web.server.session.InMemoryWebSessionStore;
import org.springframework.web.server.session.WebSessionIdResolver;
import org.springframework.web.server.session.WebSessionManager;
import reactor.core.publisher.Mono;

/** Sign-in with OpenID Connect: the authorization code flow of Spring Security. */
@Configuration(proxyBeanMethods = false)
@EnableWebFluxSecurity
class OidcLogin {
    private static final String REGISTRATION = "charla";
    private static final String LOGIN = "oauth2/authorization/" + REGISTRATION;

    @Bean
    ReactiveClientRegistrationRepository clientRegistrations(AccessProperties settings) {
        return new InMemoryReactiveClientRegistrationRepository(registration(settings.oidc()));
    }

    @Bean
    OidcUsers oidcUsers(AccessProperties settings) {
        return new OidcUsers(settings.oidc().users(), settings.oidc().emailsVerified());
    }

    /** Strangers get no session: they fail before there is one. */
    @Bean
    ReactiveOAuth2UserService<OidcUserRequest, OidcUser> oidcUserService(OidcUsers users) {
        var known = new OidcReactiveOAuth2UserService();
        return request ->
                known.loadUser(request)
                        .flatMap(user ->
                                switch (users.of(user)) {
                                    case ALLOWED -> Mono.just(user);
                                    case NOT_ALLOWED -> refused(SignInOutcome.NOT_ALLOWED);
                                    case EMAIL_NOT_VERIFIED ->
                                            refused(SignInOutcome.EMAIL_NOT_VERIFIED);
                                });
    }

    private static Mono<OidcUser> refused(String code) {
        return Mono.error(new OAuth2AuthenticationException(code));
    }

    @Bean
    SignInCookie signInCookie(ReactiveClientRegistrationRepository registrations) {
        return new SignInCookie(only(registrations), InstantSource.system());
    }

    @Bean
    SignInOutcome signInOutcome(ObjectProvider<WebSessionManager> managers) {
        return new SignInOutcome(
                () ->
                        managers.getObject() instanceof DefaultWebSessionManager manager
                                        && manager.getSessionStore()
                                                instanceof InMemoryWebSessionStore store
                                ? store.getSessions().values()
                                : List.of(),
                Ticker.system());
    }

    @Bean
    SecurityWebFilterChain securityChain(
            ServerHttpSecurity http, OidcUsers users, SignInCookie begun, SignInOutcome outcome) {
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
                // A page that was asked for before is not gone back to; it would be kept for
                // strangers.
                .requestCache(cache -> cache.requestCache(NoOpServerRequestCache.getInstance()))
                .oauth2Login(login ->
                        login.authorizationRequestRepository(begun)
                                .authorizedClientRepository(new NoTokens())
                                .authenticationSuccessHandler(outcome)
                                .authenticationFailureHandler(outcome))
                .exceptionHandling(refused ->
                        refused.authenticationEntryPoint((exchange, _) ->
                                        SignIn.demand(
                                                exchange,
                                                RelativeAddress.of(exchange.getRequest(), LOGIN)))
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
        return new OidcSignOut(only(registrations));
    }

    private static ClientRegistration only(ReactiveClientRegistrationRepository registrations) {
        return Objects.requireNonNull(
                ((InMemoryReactiveClientRegistrationRepository) registrations).iterator().next());
    }

    @Bean
    RouterFunction<ServerResponse> signInPages() {
        return SignInPages.routes();
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

    private static boolean allowed(Authentication who, OidcUsers users) {
        return who.isAuthenticated()
                && who.getPrincipal() instanceof OidcUser user
                && users.of(user) == OidcUsers.Verdict.ALLOWED;
    }

    private static Mono<Void> stranger(ServerWebExchange exchange) {
        return SignIn.refuse(
                exchange,
                HttpStatus.FORBIDDEN,
                "not_allowed",
                "You are signed in, and not among those who may talk here. Ask whoever runs this"
                        + " server.");
    }

    /** Notes who it is, for whose conversations are whose. */
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

    /** Nothing is asked of the provider after the sign-in, so its tokens are not kept. */
    private static final class NoTokens implements ServerOAuth2AuthorizedClientRepository {
        @Override
        public <T extends OAuth2AuthorizedClient> Mono<T> loadAuthorizedClient(
                String registration, Authentication who, ServerWebExchange exchange) {
            return Mono.empty();
        }

        @Override
        public Mono<Void> saveAuthorizedClient(
                OAuth2AuthorizedClient client, Authentication who, ServerWebExchange exchange) {
            return Mono.empty();
        }

        @Override
        public Mono<Void> removeAuthorizedClient(
                String registration, Authentication who, ServerWebExchange exchange) {
            return Mono.empty();
        }
    }
}
