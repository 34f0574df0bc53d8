package dev.charla.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceTargetTest {
    private static final Addressee MODEL = Addressee.model("m");
    private static final ServiceCredential KEY = ServiceCredential.apiKey("secret-key");

    @ParameterizedTest
    @CsvSource({
        "https://r.services.ai.azure.com, true, r.services.ai.azure.com, 443, /voice-live/realtime",
        "https://r.cognitiveservices.azure.com/, true, r.cognitiveservices.azure.com, 443,"
                + " /voice-live/realtime",
        "wss://r.services.ai.azure.com/voice-live/realtime, true, r.services.ai.azure.com, 443,"
                + " /voice-live/realtime",
        "http://127.0.0.1:9000, false, 127.0.0.1, 9000, /voice-live/realtime",
        "ws://localhost, false, localhost, 80, /voice-live/realtime",
        "http://[::1]:8080/proxy/, false, ::1, 8080, /proxy/voice-live/realtime",
        "https://h/v1/realtime, true, h, 443, /v1/realtime"
    })
    void endpointBecomesAnAddress(
            String endpoint, boolean secure, String host, int port, String path) {
        var address = ServiceTarget.at(URI.create(endpoint), MODEL).build().address();

        assertThat(address)
                .isEqualTo(
                        new ServiceAddress(
                                secure, host, port, path + "?api-version=2026-07-15&model=m"));
    }

    @Test
    void queryHoldsWhatTheEndpointTheTargetAndTheCallerSay() {
        var target =
                ServiceTarget.at(
                                URI.create("https://h?api-version=2025-10-01&x=a%20b"),
                                new Addressee.Model("my deployment", "byom-azure-openai-realtime"))
                        .query(Map.of("features", "client_ec_reference:true"))
                        .build();

        assertThat(target.address().pathAndQuery())
                .isEqualTo(
                        "/voice-live/realtime?api-version=2025-10-01&x=a%20b&model=my%20deployment"
                                + "&profile=byom-azure-openai-realtime"
                                + "&features=client_ec_reference%3Atrue");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "r.services.ai.azure.com",
                "ftp://r",
                "https:///path",
                "https://user:word@r",
                "https://r?api-key=k",
                "https://r?Authorization=Bearer%20t"
            })
    void endpointThatCannotBeUsedIsRefused(String endpoint) {
        var builder = ServiceTarget.at(URI.create(endpoint), MODEL);

        assertThatThrownBy(builder::build).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anAgentIsAskedToGoOnWithAConversationAndAModelIsNot() {
        var agent =
                ServiceTarget.at(
                                URI.create("https://r.services.ai.azure.com?features=a%3Ab"),
                                Addressee.agent("guide", "my travels"))
                        .build()
                        .goingOnWith("thread 1");
        var model =
                ServiceTarget.at(
                                URI.create("https://r.services.ai.azure.com"),
                                Addressee.model("gpt-4o"))
                        .build();

        assertThat(agent.address().pathAndQuery())
                .contains(
                        "features=a%3Ab",
                        "agent-project-name=my%20travels", "conversation-id=thread%201");
        assertThat(agent.goingOnWith("thread_2").address().pathAndQuery())
                .contains("conversation-id=thread_2")
                .doesNotContain("thread%201");
        assertThat(model.goingOnWith("thread_1")).isSameAs(model);
    }

    @Test
    void agentTakesNoKey() {
        var builder =
                ServiceTarget.at(URI.create("https://r"), Addressee.agent("a", "p"))
                        .credential(KEY);

        assertThatThrownBy(builder::build).hasMessageContaining("tokens only");
    }

    @Test
    void credentialTravelsInClearToThisMachineOnly() {
        var elsewhere = ServiceTarget.at(URI.create("http://10.0.0.1"), MODEL).credential(KEY);
        var here = ServiceTarget.at(URI.create("http://localhost"), MODEL).credential(KEY);

        assertThatThrownBy(elsewhere::build).hasMessageContaining("https only");
        assertThat(here.build().credential()).isSameAs(KEY);
    }

    @Test
    void nothingPrintedShowsASecretOrAQuery() {
        var target =
                ServiceTarget.at(URI.create("https://r"), MODEL)
                        .credential(KEY)
                        .query("features", "private")
                        .build();

        assertThat(target.toString() + new Preparation.Header("api-key", "secret-key"))
                .contains("wss://r/voice-live/realtime")
                .doesNotContain("secret-key", "private", "model");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "a\r\nHost: x", "a b", "clé"})
    void keyThatIsNoHeaderValueIsRefusedWithoutShowingIt(String key) {
        assertThatThrownBy(() -> ServiceCredential.apiKey(key))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("API key ");
    }

    @Test
    void spaceAroundAKeyIsLeftOut() {
        assertThat(((ServiceCredential.ApiKey) ServiceCredential.apiKey(" k\n")).key())
                .isEqualTo("k");
    }

    @Test
    void boundsOfTheSettingsAreKept() {
        var builder = ServiceTarget.at(URI.create("https://r"), MODEL);

        assertThatThrownBy(() -> builder.inputRateHz(7_999))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.inputRateHz(48_001))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.maxMessageBytes(65_535))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ServiceTimeouts.DEFAULTS.withClose(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Addressee.model(" ")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Addressee.agent("a", ""))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
