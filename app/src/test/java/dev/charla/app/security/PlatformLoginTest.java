package dev.charla.app.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.charla.boot.limits.Visitor;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import reactor.core.publisher.Mono;

/** Behind the built-in authentication of App Service or Container Apps. */
class PlatformLoginTest {
    private final PlatformLogin filter = new PlatformLogin();
    private final AtomicReference<String> let = new AtomicReference<>("nobody");

    @Test
    void whoeverThePlatformNamesIsThatUser() {
        pass(
                MockServerHttpRequest.post("/api/conversations")
                        .header(PlatformLogin.ID_HEADER, "1234")
                        .build());

        assertThat(let.get()).isEqualTo("platform:1234");
    }

    @Test
    void whoeverItDoesNotNameIsSentToItsLoginOrRefused() {
        var page = pass(MockServerHttpRequest.get("/").accept(MediaType.TEXT_HTML).build());
        assertThat(page.getResponse().getStatusCode()).isEqualTo(HttpStatus.SEE_OTHER);
        assertThat(page.getResponse().getHeaders().getLocation()).hasPath("/.auth/login/aad");

        var request = pass(MockServerHttpRequest.post("/api/conversations").build());
        assertThat(request.getResponse().getStatusCode()).isEqualTo(HttpStatus.UNAUTHORIZED);
        var blank =
                pass(
                        MockServerHttpRequest.post("/api/conversations")
                                .header(PlatformLogin.ID_HEADER, " ")
                                .build());
        assertThat(blank.getResponse().getStatusCode()).isEqualTo(HttpStatus.UNAUTHORIZED);
        assertThat(let.get()).isEqualTo("nobody");
    }

    @Test
    void whoeverIsNamedTwiceIsNobody() {
        var twice =
                pass(
                        MockServerHttpRequest.post("/api/conversations")
                                .header(PlatformLogin.ID_HEADER, "1234", "5678")
                                .build());

        assertThat(twice.getResponse().getStatusCode()).isEqualTo(HttpStatus.UNAUTHORIZED);
        assertThat(let.get()).isEqualTo("nobody");
    }

    @Test
    void signInsOfAUserAreOneSoThatSigningOutEndsAllTheirConversationsAndNobodyElses() {
        var here = signIn("1234", "session-of-a-phone");
        var there = signIn("1234", "session-of-a-laptop");

        assertThat(here).isEqualTo(there).isNotEqualTo(signIn("5678", "session-of-a-phone"));
    }

    @Test
    void thePlatformEndsWhatItBegan() {
        var exchange = MockServerWebExchange.from(MockServerHttpRequest.post("/api/sign-out"));

        assertThat(filter.of(exchange).block()).hasToString("/.auth/logout");
    }

    @Test
    void probesAreLetThrough() {
        pass(MockServerHttpRequest.get("/actuator/health/readiness").build());

        assertThat(let.get()).isEqualTo(Visitor.ANYONE);
    }

    private String signIn(String user, String session) {
        return Visitor.of(
                        pass(
                                MockServerHttpRequest.post("/api/sign-out")
                                        .header(PlatformLogin.ID_HEADER, user)
                                        .header("Cookie", "AppServiceAuthSession=" + session)
                                        .build()))
                .signIn();
    }

    private MockServerWebExchange pass(MockServerHttpRequest request) {
        var exchange = MockServerWebExchange.from(request);
        filter.filter(
                        exchange,
                        passed -> {
                            let.set(Visitor.of(passed).user());
                            return Mono.empty();
                        })
                .block();
        return exchange;
    }
}
