package dev.charla.boot.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;

class RelativeAddressTest {
    /** As a browser resolves it that is below a path that the server knows nothing of. */
    @ParameterizedTest
    @CsvSource({
        "'', /, login, /login",
        "'', /api/status, login, /login",
        "'', //api/status, login, /login",
        "'', /login/oauth2/code/charla, '', /",
        "'', /login, login?wrong#wrong, /login?wrong#wrong",
        "/charla, /charla, '', /charla/",
        "/charla, /charla, login, /charla/login",
        "/charla, /charla/, login, /charla/login",
        "/charla, /charla/a/b, login, /charla/login"
    })
    void itStaysBelowWhereverThePageIs(String base, String at, String to, String from) {
        var request = MockServerHttpRequest.get("http://inside" + at).contextPath(base).build();
        URI relative = RelativeAddress.of(request, to);

        assertThat(URI.create("https://out.example" + at).resolve(relative))
                .isEqualTo(URI.create("https://out.example" + from));
        assertThat(URI.create("https://out.example/below" + at).resolve(relative))
                .isEqualTo(URI.create("https://out.example/below" + from));
    }
}
