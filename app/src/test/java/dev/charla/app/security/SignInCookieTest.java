package dev.charla.app.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpCookie;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;

class SignInCookieTest {
    private Instant now = Instant.EPOCH;

    private SignInCookie cookies(String secret) {
        return new SignInCookie(
                ClientRegistration.withRegistrationId("charla")
                        .clientId("client")
                        .clientSecret(secret)
                        .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                        .redirectUri("{baseUrl}/back")
                        .authorizationUri("https://provider.example/authorize")
                        .tokenUri("https://provider.example/token")
                        .build(),
                () -> now);
    }

    private static OAuth2AuthorizationRequest begun() {
        return OAuth2AuthorizationRequest.authorizationCode()
                .clientId("client")
                .authorizationUri("https://provider.example/authorize")
                .redirectUri("https://talk.example.org/back")
                .state("a-state")
                .attributes(Map.of("nonce", "a-nonce", "code_verifier", "a-verifier"))
                .build();
    }

    private static String saved(SignInCookie cookies) {
        var exchange = MockServerWebExchange.from(MockServerHttpRequest.get("/"));
        cookies.saveAuthorizationRequest(begun(), exchange).block();
        return Objects.requireNonNull(
                        exchange.getResponse().getCookies().getFirst(SignInCookie.NAME))
                .getValue();
    }

    private static MockServerWebExchange with(String cookie) {
        return MockServerWebExchange.from(
                MockServerHttpRequest.get("/").cookie(new HttpCookie(SignInCookie.NAME, cookie)));
    }

    @Test
    void whatASignInBeganWithComesBackOnceAndOnlyTheServerCanReadIt() {
        var cookie = saved(cookies("secret"));
        var back = with(cookie);

        // Another replica has the same secret.
        var request =
                Objects.requireNonNull(cookies("secret").removeAuthorizationRequest(back).block());

        assertThat(request.getState()).isEqualTo("a-state");
        assertThat(request.getRedirectUri()).isEqualTo("https://talk.example.org/back");
        assertThat(request.<String>getAttribute("nonce")).isEqualTo("a-nonce");
        assertThat(request.<String>getAttribute("code_verifier")).isEqualTo("a-verifier");
        assertThat(request.<String>getAttribute("registration_id")).isEqualTo("charla");
        assertThat(cookie).doesNotContain("a-state", "a-nonce", "a-verifier");
        var gone =
                Objects.requireNonNull(back.getResponse().getCookies().getFirst(SignInCookie.NAME));
        assertThat(gone.getValue()).isEmpty();
        assertThat(gone.getMaxAge()).isZero();
    }

    @Test
    void aCookieThatIsOldForgedOrOfAnotherSecretIsNone() {
        var cookie = saved(cookies("secret"));
        for (String other :
                new String[] {
                    "", "x", "AAAA", "not base64!", cookie + "AAAA", "B" + cookie.substring(1)
                }) {
            assertThat(cookies("secret").loadAuthorizationRequest(with(other)).block())
                    .as(other)
                    .isNull();
        }
        assertThat(cookies("another").loadAuthorizationRequest(with(cookie)).block()).isNull();

        now = now.plus(Duration.ofMinutes(10));

        assertThat(cookies("secret").loadAuthorizationRequest(with(cookie)).block()).isNull();
    }
}
