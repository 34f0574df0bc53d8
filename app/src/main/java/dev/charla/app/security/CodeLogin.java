package dev.charla.app.security;

import dev.charla.app.limits.Rate;
import dev.charla.app.limits.Visitor;
import dev.charla.app.web.OriginRule;
import dev.charla.loop.Ticker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpCookie;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseCookie;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Lets in whoever gives the access code. Guesses are counted, by network address and in all. */
final class CodeLogin implements WebFilter, SignOut {
    static final String PATH = "/login";

    /** A class mistypes; a machine that guesses gets 120 an hour and address. */
    private static final int GUESSES = 20;

    /** Addresses can be many, or made up; twelve characters withstand this many guesses too. */
    private static final int GUESSES_OF_ALL = 300;

    private static final Duration GUESSED_IN = Duration.ofMinutes(10);

    private static final Logger LOG = LoggerFactory.getLogger(CodeLogin.class);

    private final byte[] code;
    private final AccessCookie cookies;
    private final Duration life;
    private final OriginRule origins;
    private final Rate guesses;
    private final Rate guessesOfAll;
    private final byte[] page = resource("login.html");
    private final byte[] style = resource("login.css");

    CodeLogin(String code, AccessCookie cookies, Duration life, OriginRule origins, Ticker ticker) {
        this.code = code.getBytes(StandardCharsets.UTF_8);
        this.cookies = cookies;
        this.life = life;
        this.origins = origins;
        this.guesses = new Rate(GUESSES, GUESSED_IN, ticker);
        this.guessesOfAll = new Rate(GUESSES_OF_ALL, GUESSED_IN, ticker);
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var path = exchange.getRequest().getPath().pathWithinApplication().value();
        if (path.equals(PATH)) {
            return HttpMethod.POST.equals(exchange.getRequest().getMethod())
                    ? signIn(exchange)
                    : show(exchange);
        }
        if (path.equals(PATH + ".css")) {
            return send(exchange, MediaType.valueOf("text/css"), style);
        }
        var name = cookiesOf(exchange).map(cookies::nameIn).flatMap(Optional::stream).findFirst();
        if (name.isPresent()) {
            Visitor.set(exchange, "code:" + name.get());
            return chain.filter(exchange);
        }
        return SignIn.isOpen(exchange.getRequest())
                ? chain.filter(exchange)
                : SignIn.demand(exchange, PATH);
    }

    /**
     * The page's form may be sent to this server, which the application's policy forbids. A browser
     * tells the origin of a form only where it may tell a referrer.
     */
    private Mono<Void> show(ServerWebExchange exchange) {
        exchange.getResponse().getHeaders().set("Referrer-Policy", "same-origin");
        exchange.getResponse()
                .getHeaders()
                .set(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self';"
                                + " base-uri 'none'; frame-ancestors 'none'");
        return send(exchange, new MediaType("text", "html", StandardCharsets.UTF_8), page);
    }

    private Mono<Void> signIn(ServerWebExchange exchange) {
        if (!origins.allows(exchange.getRequest())) {
            return SignIn.refuse(
                    exchange,
                    HttpStatus.FORBIDDEN,
                    "foreign_origin",
                    "Another site may not sign anybody in here.");
        }
        var address = Visitor.of(exchange).address();
        if (!guesses.has(address) || !guessesOfAll.has("")) {
            exchange.getResponse()
                    .getHeaders()
                    .set("Retry-After", String.valueOf(guesses.eachTakes().toSeconds()));
            return SignIn.refuse(
                    exchange,
                    HttpStatus.TOO_MANY_REQUESTS,
                    "too_many_guesses",
                    "That were many wrong codes. Wait a minute and try again.");
        }
        return exchange.getFormData()
                .flatMap(form -> {
                    var given = form.getFirst("code");
                    boolean right =
                            given != null
                                    && MessageDigest.isEqual(
                                            code, given.strip().getBytes(StandardCharsets.UTF_8));
                    if (!right) {
                        guesses.take(address);
                        guessesOfAll.take("");
                        LOG.info("a wrong access code was given");
                    }
                    return right ? welcome(exchange) : redirect(exchange, PATH + "?wrong#wrong");
                });
    }

    private Mono<Void> welcome(ServerWebExchange exchange) {
        setCookie(exchange, cookies.issue(life), life);
        return redirect(exchange, "/");
    }

    @Override
    public Mono<URI> of(ServerWebExchange exchange) {
        cookiesOf(exchange).forEach(cookies::revoke);
        setCookie(exchange, "", Duration.ZERO);
        return Mono.just(URI.create(PATH));
    }

    /** All of our name: a site of a neighbouring name can set another one, which comes first. */
    private static Stream<String> cookiesOf(ServerWebExchange exchange) {
        return exchange
                .getRequest()
                .getCookies()
                .getOrDefault(AccessCookie.NAME, List.of())
                .stream()
                .map(HttpCookie::getValue);
    }

    private static void setCookie(ServerWebExchange exchange, String value, Duration age) {
        exchange.getResponse()
                .addCookie(
                        ResponseCookie.from(AccessCookie.NAME, value)
                                .path("/")
                                .maxAge(age)
                                .httpOnly(true)
                                .secure("https".equals(exchange.getRequest().getURI().getScheme()))
                                .sameSite("Lax")
                                .build());
    }

    private static Mono<Void> redirect(ServerWebExchange exchange, String to) {
        exchange.getResponse().setStatusCode(HttpStatus.SEE_OTHER);
        exchange.getResponse().getHeaders().setLocation(URI.create(to));
        return exchange.getResponse().setComplete();
    }

    private static Mono<Void> send(ServerWebExchange exchange, MediaType type, byte[] body) {
        var response = exchange.getResponse();
        response.getHeaders().setContentType(type);
        response.getHeaders().setCacheControl("no-store");
        return response.writeWith(Mono.just(response.bufferFactory().wrap(body)));
    }

    private static byte[] resource(String name) {
        try {
            return new ClassPathResource("access/" + name).getContentAsByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
