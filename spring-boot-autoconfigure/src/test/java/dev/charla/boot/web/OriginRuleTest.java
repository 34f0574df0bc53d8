package dev.charla.boot.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.charla.boot.settings.SettingException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;

class OriginRuleTest {
    private final OriginRule rule =
            new OriginRule(List.of("https://school.example.org", "chrome-extension://abc"));

    @ParameterizedTest
    @CsvSource({
        "http://localhost:8080, true",
        "HTTP://LOCALHOST:8080, true",
        // TLS may end in a proxy that says nothing of it.
        "https://localhost:8080, true",
        "https://school.example.org, true",
        "https://school.example.org:443, true",
        "chrome-extension://abc, true",
        "http://school.example.org, false",
        "http://localhost:9090, false",
        "http://localhost, false",
        "ftp://localhost:8080, false",
        "chrome-extension://localhost:8080, false",
        "//localhost:8080, false",
        "http://me@localhost:8080, false",
        "http://localhost:8080/path, false",
        "https://evil.example.com, false",
        "https://school.example.org.evil.com, false",
        "null, false",
        "'', false",
        "'::', false",
        "not a url, false"
    })
    void onlyTheOwnSiteAndThoseNamedMayTalkHere(String origin, boolean allowed) {
        assertThat(allows("http://localhost:8080/api/conversations", origin)).isEqualTo(allowed);
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost/, http://localhost:80, true",
        "http://localhost:80/, http://localhost, true",
        "https://talk.example.org/, https://talk.example.org:443, true",
        "https://talk.example.org:443/, https://talk.example.org, true",
        "http://talk.example.org/, https://talk.example.org, true",
        "http://talk.example.org:443/, https://talk.example.org, true",
        "http://my_host:8080/, http://my_host:8080, true",
        "http://[::1]:8080/, http://[::1]:8080, true",
        "https://talk.example.org/, http://talk.example.org, false",
        "http://localhost:8080/, http://localhost:80, false"
    })
    void oneSiteHasMoreThanOneSpelling(String asked, String origin, boolean own) {
        assertThat(allows(asked, origin)).isEqualTo(own);
    }

    @Test
    void twoOriginsAreNone() {
        var request =
                MockServerHttpRequest.get("http://localhost/")
                        .header("Origin", "http://localhost", "http://localhost")
                        .build();

        assertThat(rule.allows(request)).isFalse();
    }

    @Test
    void programsWithoutAnOriginAreNotStopped() {
        assertThat(rule.allows(MockServerHttpRequest.get("/").build())).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"www.example.org", "https://www.example.org/page", "https://", "*"})
    void aSettingThatIsNoOriginIsToldOf(String entry) {
        assertThatThrownBy(() -> new OriginRule(List.of(entry)))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining(entry);
    }

    private boolean allows(String asked, String origin) {
        return rule.allows(MockServerHttpRequest.get(asked).header("Origin", origin).build());
    }

    @Test
    void sitesOfThisMachineAreNobodyElses() {
        assertThat(
                        new OriginRule(List.of("http://localhost:3000", "http://127.0.0.1"))
                                .allowsOtherHosts())
                .isFalse();
        assertThat(new OriginRule(List.of("https://talk.example.org")).allowsOtherHosts()).isTrue();
    }
}
