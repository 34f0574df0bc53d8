package dev.charla.engine.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EngineKeysTest {
    private final EngineKeys keys = new EngineKeys("right", false);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/?api-key=right",
                "/?Authorization=Bearer%20right",
                "/?authorization=Bearer%20right"
            })
    void aKeyIsTakenFromTheQuery(String path) throws Exception {
        assertThat(keys.allows(ClientRequest.of(path, new DefaultHttpHeaders()))).isTrue();
    }

    @Test
    void aKeyIsTakenFromTheHeaders() throws Exception {
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
    void aWrongKeyAndNoneAreRefused() throws Exception {
        assertThat(keys.allows(request("api-key", "wrong"))).isFalse();
        assertThat(keys.allows(request("Authorization", "right"))).isFalse();
        assertThat(keys.allows(request("x", "right"))).isFalse();
    }

    @Test
    void withoutAConfiguredKeyAnybodyHereMayCome() throws Exception {
        assertThat(new EngineKeys(" ", false).allows(request("x", "y"))).isTrue();
        assertThat(new EngineKeys(" ", true).allows(request("x", "y"))).isFalse();
    }

    private static ClientRequest request(String name, String value)
            throws ConnectionRefusedException {
        return ClientRequest.of("/", new DefaultHttpHeaders().add(name, value));
    }
}
