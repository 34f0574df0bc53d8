package dev.charla.app.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.charla.boot.web.OriginRule;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.HttpStatus;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import reactor.core.publisher.Mono;

@ExtendWith(OutputCaptureExtension.class)
class LoopbackHostFilterTest {
    private final LoopbackHostFilter filter =
            new LoopbackHostFilter(new OriginRule(List.of("https://talk.example.org")), () -> 0);

    private MockServerWebExchange ask(String... headers) {
        var request = MockServerHttpRequest.get("/");
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        var exchange = MockServerWebExchange.from(request.build());
        filter.filter(
                        exchange,
                        passed -> {
                            passed.getResponse().setStatusCode(HttpStatus.OK);
                            return Mono.empty();
                        })
                .block();
        return exchange;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "LOCALHOST:8080",
                "localhost.:8080",
                "talk.localhost",
                "127.0.0.1:8080",
                "127.1.2.3",
                "[::1]:8080",
                "talk.example.org",
                "Talk.Example.org."
            })
    void everyLoopbackNameIsAnsweredAndThoseOfAllowedSites(String host) {
        assertThat(ask("Host", host).getResponse().getStatusCode()).isEqualTo(HttpStatus.OK);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "localhost.evil.example",
                "127.0.0.1.evil.example",
                "evillocalhost",
                "128.0.0.1",
                "[::2]"
            })
    void aForeignNameIsToldWhatToSet(String host) {
        var response = ask("Host", host).getResponse();

        assertThat(response.getStatusCode()).isEqualTo(HttpStatus.MISDIRECTED_REQUEST);
        assertThat(response.getBodyAsString().block())
                .contains("\"code\":\"unknown_host\"", "charla.browser.allowed-origins");
    }

    @Test
    void whatAPageCanSayOfAProxyIsNotBelieved() {
        var response = ask("Host", "evil.example", "X-Forwarded-Host", "localhost").getResponse();

        assertThat(response.getStatusCode()).isEqualTo(HttpStatus.MISDIRECTED_REQUEST);
    }

    @Test
    void manyOfThemAreOneLineInTheLog(CapturedOutput log) {
        for (int i = 0; i < 100; i++) {
            ask("Host", "evil.example");
        }

        assertThat(log.getAll().split("asked by a name that is not this machine's", -1)).hasSize(2);
        assertThat(log.getAll()).contains("charla.browser.allowed-origins");
    }
}
