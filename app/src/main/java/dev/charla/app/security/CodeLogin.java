package dev.charla.app.security;

import dev.charla.boot.browser.SignOut;
import dev.charla.boot.limits.LogLimit;
import dev.charla.boot.limits.Visitor;
import dev.charla.boot.web.OriginRule;
import dev.charla.boot.web.RelativeAddress;
import dev.charla.loop.Ticker;
import dev.charla.wire.Guesses;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpCookie;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseCookie;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Lets in whoever gives the access code. Guesses are counted, by network address and in all. */
final class CodeLogin implements WebFilter, SignOut {
    static final String PATH = "/login";

    /** The same, from where Charla is served. */
    private static final String LOGIN = "login";

    /** A form with a code in it; what is longer is none. */
    private static final int MOST_FORM_BYTES = 4_096;

    /** A guess that is held back must not stay with its connection for ever. */
    private static final Duration FORM_TAKES = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(CodeLogin.class);

    private final byte[] code;
    private final AccessCookie cookies;
    private final Duration life;
    private final OriginRule origins;
    private final Guesses guesses;
    private final LogLimit lines;
    private final byte[] page = resource("login.html");
    private final byte[] waitingPage = waiting(page);
    private final byte[] style = resource("login.css");

    CodeLogin(String code, AccessCookie cookies, Duration life, OriginRule origins, Ticker ticker) {
        this.code = code.getBytes(StandardCharsets.UTF_8);
        this.cookies = cookies;
        this.life = life;
        this.origins = origins;
        this.guesses = new Guesses(ticker);
        this.lines = new LogLimit(ticker);
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var path = exchange.getRequest().getPath().pathWithinApplication().value();
        if (path.equals(PATH)) {
            return HttpMethod.POST.equals(exchange.getRequest().getMethod())
                    ? signIn(exchange)
                    : show(exchange, page);
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
                : SignIn.demand(exchange, RelativeAddress.of(exchange.getRequest(), LOGIN));
    }

    /**
     * The page's form may be sent to this server, which the application's policy forbids. A browser
     * tells the origin of a form only where it may tell a referrer.
     */
    private Mono<Void> show(ServerWebExchange exchange, byte[] html) {
        exchange.getResponse().getHeaders().set("Referrer-Policy", "same-origin");
        exchange.getResponse()
                .getHeaders()
                .set(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self';"
                                + " base-uri 'none'; frame-ancestors 'none'");
        return send(exchange, new MediaType("text", "html", StandardCharsets.UTF_8), html);
    }

    private static byte[] waiting(byte[] page) {
        return new String(page, StandardCharsets.UTF_8)
                .replace("id=\"wait\" hidden", "id=\"wait\"")
                .getBytes(StandardCharsets.UTF_8);
    }

    private Mono<Void> signIn(ServerWebExchange exchange) {
        if (!origins.allows(exchange.getRequest())) {
            return SignIn.refuse(
                    exchange,
                    HttpStatus.FORBIDDEN,
                    "foreign_origin",
                    "Another site may not sign anybody in here.");
        }
        // Before the body: a guess whose last byte is held back counts as well.
        Optional<Guesses.Guess> guess = guesses.take(Visitor.of(exchange).address());
        if (guess.isEmpty()) {
            exchange.getResponse()
                    .getHeaders()
                    .set("Retry-After", String.valueOf(guesses.untilNext().toSeconds()));
            if (SignIn.takesPage(exchange.getRequest())) {
                exchange.getResponse().setStatusCode(HttpStatus.TOO_MANY_REQUESTS);
                return show(exchange, waitingPage);
            }
            return SignIn.refuse(
                    exchange,
                    HttpStatus.TOO_MANY_REQUESTS,
                    "too_many_guesses",
                    "There were too many wrong codes. Wait a few minutes and try again.");
        }
        return DataBufferUtils.join(exchange.getRequest().getBody(), MOST_FORM_BYTES)
                .map(CodeLogin::codeIn)
                .defaultIfEmpty("")
                .timeout(FORM_TAKES)
                .onErrorMap(
                        TimeoutException.class,
                        _ -> new ResponseStatusException(HttpStatus.REQUEST_TIMEOUT))
                .flatMap(given -> judge(exchange, given, guess.get()));
    }

    private Mono<Void> judge(ServerWebExchange exchange, String given, Guesses.Guess guess) {
        if (MessageDigest.isEqual(code, given.strip().getBytes(StandardCharsets.UTF_8))) {
            guess.wasRight();
            setCookie(exchange, cookies.issue(life), life);
            return SignIn.redirect(exchange, RelativeAddress.of(exchange.getRequest(), ""));
        }
        long times = lines.due();
        if (times > 0) {
            LOG.atInfo().addKeyValue("times", times).log("a wrong access code was given");
        }
        return SignIn.redirect(
                exchange, RelativeAddress.of(exchange.getRequest(), LOGIN + "?wrong#wrong"));
    }

    /** The code in a form; empty when there is none. */
    private static String codeIn(DataBuffer form) {
        String text = form.toString(StandardCharsets.UTF_8);
        DataBufferUtils.release(form);
        for (String pair : text.split("&")) {
            if (pair.startsWith("code=")) {
                try {
                    return URLDecoder.decode(
                            pair.substring("code=".length()), StandardCharsets.UTF_8);
                } catch (IllegalArgumentException e) {
                    return ""; // a % that stands for nothing: no browser sends that
                }
            }
        }
        return "";
    }

    @Override
    public Mono<URI> of(ServerWebExchange exchange) {
        cookiesOf(exchange).forEach(cookies::revoke);
        setCookie(exchange, "", Duration.ZERO);
        return Mono.just(URI.create(LOGIN));
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
