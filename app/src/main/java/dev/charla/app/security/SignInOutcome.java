package dev.charla.app.security;

import dev.charla.boot.limits.LogLimit;
import dev.charla.boot.web.RelativeAddress;
import dev.charla.loop.Ticker;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.web.server.WebFilterExchange;
import org.springframework.security.web.server.authentication.ServerAuthenticationFailureHandler;
import org.springframework.security.web.server.authentication.ServerAuthenticationSuccessHandler;
import org.springframework.security.web.server.context.WebSessionServerSecurityContextRepository;
import org.springframework.web.server.WebSession;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Where a browser goes that the provider sent back: to the page, or to one that says why not. Never
 * back to the provider, who would send it here again.
 */
final class SignInOutcome
        implements ServerAuthenticationSuccessHandler, ServerAuthenticationFailureHandler {
    static final String NOT_ALLOWED = "not_allowed";

    static final String EMAIL_NOT_VERIFIED = "email_not_verified";

    /** Sign-ins of one user that are kept: more than anybody has browsers. */
    private static final int MOST_OF_A_USER = 20;

    /** By the code of the error, the part of the page that tells it. */
    private static final Map<String, String> PARTS =
            Map.of(
                    NOT_ALLOWED,
                    "not-allowed",
                    EMAIL_NOT_VERIFIED,
                    "not-verified",
                    "authorization_request_not_found",
                    "too-late",
                    "invalid_state_parameter",
                    "too-late",
                    "access_denied",
                    "declined");

    private static final String WENT_WRONG = "went-wrong";

    /** In the order in which the page has them. */
    static final List<String> PAGE_PARTS =
            List.of("not-allowed", "not-verified", "too-late", "declined", WENT_WRONG);

    /** What may be logged of a code that anybody can make up. */
    private static final Pattern CODE = Pattern.compile("[a-z_]{1,40}");

    private static final Logger LOG = LoggerFactory.getLogger(SignInOutcome.class);

    private final Supplier<Collection<WebSession>> sessions;

    /** By the part of the page, so that one reason does not hide another. */
    private final Map<String, LogLimit> lines;

    /**
     * @param sessions all that there are
     */
    SignInOutcome(Supplier<Collection<WebSession>> sessions, Ticker ticker) {
        this.sessions = sessions;
        this.lines =
                PAGE_PARTS.stream()
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        Function.identity(), _ -> new LogLimit(ticker)));
    }

    @Override
    public Mono<Void> onAuthenticationSuccess(
            WebFilterExchange exchange, Authentication authentication) {
        return endOldest(authentication.getName())
                .then(
                        Mono.defer(() ->
                                SignIn.redirect(
                                        exchange.getExchange(),
                                        RelativeAddress.of(
                                                exchange.getExchange().getRequest(), ""))));
    }

    /** So that no user fills what is there for all. */
    private Mono<Void> endOldest(String user) {
        List<WebSession> theirs =
                sessions.get().stream()
                        .filter(session -> isOf(session, user))
                        .sorted(Comparator.comparing(WebSession::getCreationTime))
                        .toList();
        // The one that has just begun is among them.
        return Flux.fromIterable(theirs.subList(0, Math.max(0, theirs.size() - MOST_OF_A_USER)))
                .concatMap(WebSession::invalidate)
                .then();
    }

    private static boolean isOf(WebSession session, String user) {
        SecurityContext context =
                session.getAttribute(
                        WebSessionServerSecurityContextRepository
                                .DEFAULT_SPRING_SECURITY_CONTEXT_ATTR_NAME);
        Authentication who = context == null ? null : context.getAuthentication();
        return who != null && user.equals(who.getName());
    }

    @Override
    public Mono<Void> onAuthenticationFailure(
            WebFilterExchange exchange, AuthenticationException failure) {
        String code =
                failure instanceof OAuth2AuthenticationException told
                        ? codeOf(told.getError())
                        : "other";
        String part = PARTS.getOrDefault(code, WENT_WRONG);
        long times = Objects.requireNonNull(lines.get(part)).due();
        if (times > 0) {
            LOG.atWarn()
                    .addKeyValue("why", code)
                    .addKeyValue("times", times)
                    .log(
                            code.equals(EMAIL_NOT_VERIFIED)
                                    ? "somebody signed in and did not get in: the provider does not"
                                            + " say that it verified the address. Where it verifies all"
                                            + " of them, set charla.access.oidc.emails-verified=true"
                                    : "somebody signed in and did not get in");
        }
        return SignIn.redirect(
                exchange.getExchange(),
                RelativeAddress.of(
                        exchange.getExchange().getRequest(),
                        SignIn.FAILED.substring(1) + "#" + part));
    }

    private static String codeOf(OAuth2Error error) {
        String code = error.getErrorCode();
        return code != null && CODE.matcher(code).matches() ? code : "other";
    }
}
