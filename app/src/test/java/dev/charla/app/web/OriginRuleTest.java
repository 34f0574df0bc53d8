package dev.charla.app.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;

class OriginRuleTest {
    private final OriginRule rule = new OriginRule(List.of("https://school.example.org"));

    @ParameterizedTest
    @CsvSource({
        "http://localhost:8080, true",
        "HTTP://LOCALHOST:8080, true",
        "https://school.example.org, true",
        "http://localhost:9090, false",
        "https://evil.example.com, false",
        "https://school.example.org.evil.com, false",
        "null, false",
        "not a url, false"
    })
    void onlyTheOwnSiteAndThoseNamedMayTalkHere(String origin, boolean allowed) {
        var request =
                MockServerHttpRequest.get("/api/sessions")
                        .header("Host", "localhost:8080")
                        .header("Origin", origin)
                        .build();

        assertThat(rule.allows(request)).isEqualTo(allowed);
    }

    @Test
    void programsWithoutAnOriginAreNotStopped() {
        assertThat(rule.allows(MockServerHttpRequest.get("/").build())).isTrue();
    }
}
