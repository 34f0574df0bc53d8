package dev.charla.app.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;

class EngineKeysTest {
    private final EngineKeys keys = new EngineKeys("right");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/?api-key=right",
                "/?Authorization=Bearer%20right",
                "/?authorization=Bearer%20right"
            })
    void aKeyIsTakenFromTheQuery(String path) {
        assertThat(
                        keys.allows(
                                MockServerHttpRequest.method(HttpMethod.GET, URI.create(path))
                                        .build()))
                .isTrue();
    }

    @Test
    void aKeyIsTakenFromTheHeaders() {
        assertThat(keys.allows(request("api-key", "right"))).isTrue();
        assertThat(keys.allows(request("Authorization", "Bearer right"))).isTrue();
        assertThat(keys.allows(request("api-key", keys.own()))).isTrue();
        assertThat(
                        keys.allows(
                                request(
                                        "Sec-WebSocket-Protocol",
                                        "realtime, openai-insecure-api-key.right")))
                .isTrue();
    }

    @Test
    void aWrongKeyAndNoneAreRefused() {
        assertThat(keys.allows(request("api-key", "wrong"))).isFalse();
        assertThat(keys.allows(request("Authorization", "right"))).isFalse();
        assertThat(keys.allows(request("x", "right"))).isFalse();
    }

    @Test
    void withoutAConfiguredKeyAnybodyHereMayCome() {
        assertThat(new EngineKeys(" ").allows(request("x", "y"))).isTrue();
    }

    private static MockServerHttpRequest request(String name, String value) {
        return MockServerHttpRequest.get("/").header(name, value).build();
    }
}
