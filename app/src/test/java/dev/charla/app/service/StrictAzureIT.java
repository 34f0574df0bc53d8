package dev.charla.app.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.charla.app.Caller;
import dev.charla.app.CharlaTest;
import dev.charla.testkit.RawPeer;
import dev.charla.testkit.Script;
import dev.charla.testkit.StrictService;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/**
 * The whole relay against a service as strict as Azure's: the conversation goes on, or ends with a
 * word.
 */
@CharlaTest
class StrictAzureIT {
    private static final String KEY = "the-right-key";
    private static final StrictService SERVICE =
            StrictService.start(
                    Script.of(Script.Turn.of("hello", "Hello.").lasting(Duration.ofMillis(100))),
                    KEY);

    @LocalServerPort int port;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry settings) {
        settings.add("AZURE_VOICE_LIVE_ENDPOINT", SERVICE::endpoint);
        settings.add("AZURE_VOICE_LIVE_API_KEY", () -> KEY);
        settings.add("VOICE_LIVE_MODEL", () -> "gpt-4.1");
        settings.add("charla.service.reconnect-for", () -> "6s");
    }

    @BeforeEach
    void aServiceThatIsContent() {
        SERVICE.key(KEY)
                .models()
                .versions("2026-07-15")
                .keysOff(false)
                .quotaUsedUp(false)
                .retryAfter(Duration.ofSeconds(20))
                .life(Duration.ofMinutes(60));
    }

    @AfterEach
    void nothingWasSaidThatAzureRefuses() {
        assertThat(SERVICE.violations()).isEmpty();
    }

    @AfterAll
    static void close() {
        SERVICE.close();
    }

    @Test
    void aWrongKey() {
        SERVICE.key("another-key");

        assertThatItEnds("credential_refused", "AZURE_VOICE_LIVE_API_KEY");
    }

    @Test
    void aKeyWhereKeysAreSwitchedOff() {
        SERVICE.keysOff(true);

        assertThatItEnds("key_sign_in_off", "az login");
    }

    @Test
    void anUnknownVersion() {
        SERVICE.versions("2027-01-01");

        assertThatItEnds("version_unknown", "charla.service.api-version");
    }

    @Test
    void aModelThatTheRegionDoesNotHave() {
        SERVICE.models("gpt-realtime");

        assertThatItEnds("model_unknown", "VOICE_LIVE_MODEL");
    }

    @Test
    void aQuotaThatIsUsedUp() {
        SERVICE.quotaUsedUp(true);

        assertThatItEnds("too_many_requests", "quota");
    }

    @Test
    void aConnectionThatBreaksIsMadeAgainAndTheConversationGoesOn() throws IOException {
        try (Caller page = Caller.page(port)) {
            page.awaitState("ready");
            page.send("{\"type\":\"text\",\"text\":\"my name is Ana\"}");
            hear(page, 1);

            SERVICE.dropAll();

            page.awaitState("reconnecting");
            awaitStates(page, "ready", 3);
            page.send("{\"type\":\"text\",\"text\":\"what is my name\"}");
            hear(page, 2);
            assertThat(toldTo(SERVICE.peers().getLast())).contains("my name is Ana", "Hello.");
            assertThat(page.types()).doesNotContain("ended");
        }
    }

    @Test
    void aServiceThatDoesNotComeBackEndsTheConversationWithItsSentence() throws IOException {
        try (Caller page = Caller.page(port)) {
            page.awaitState("ready");
            SERVICE.quotaUsedUp(true);

            SERVICE.dropAll();

            page.awaitState("reconnecting");
            JsonNode ended = page.awaitType("ended");
            assertThat(ended.get("code").asString()).isEqualTo("too_many_requests");
        }
    }

    @Test
    void aServiceThatAsksToWaitASecondIsWaitedForAndTheConversationGoesOn() throws IOException {
        try (Caller page = Caller.page(port)) {
            page.awaitState("ready");
            page.send("{\"type\":\"text\",\"text\":\"my name is Ana\"}");
            hear(page, 1);
            SERVICE.quotaUsedUp(true).retryAfter(Duration.ofSeconds(1));
            int before = SERVICE.peers().size();

            SERVICE.dropAll();

            awaitPeers(before + 1);
            SERVICE.quotaUsedUp(false);
            page.awaitState("reconnecting");
            awaitStates(page, "ready", 3);
            page.send("{\"type\":\"text\",\"text\":\"what is my name\"}");
            hear(page, 2);
            assertThat(page.types()).doesNotContain("ended");
        }
    }

    @Test
    void aModelThatIsWithdrawnMeanwhileEndsTheConversationWithItsSentence() throws IOException {
        try (Caller page = Caller.page(port)) {
            page.awaitState("ready");
            SERVICE.models("gpt-realtime");

            SERVICE.dropAll();

            JsonNode ended = page.awaitType("ended");
            assertThat(ended.get("code").asString()).isEqualTo("model_unknown");
            assertThat(ended.get("text").asString()).contains("VOICE_LIVE_MODEL");
        }
    }

    @Test
    void aSessionThatExpiresIsReplacedBeforeItDoes() {
        SERVICE.life(Duration.ofSeconds(7));
        int before = SERVICE.peers().size();
        try (Caller page = Caller.page(port)) {
            page.awaitState("ready");
            SERVICE.life(Duration.ofMinutes(60));
            page.send("{\"type\":\"text\",\"text\":\"my name is Ana\"}");
            hear(page, 1);

            awaitPeers(before + 2);
            awaitEnd(SERVICE.peers().get(before));
            page.send("{\"type\":\"text\",\"text\":\"what is my name\"}");
            hear(page, 2);

            assertThat(toldTo(SERVICE.peers().get(before + 1)))
                    .contains("my name is Ana", "Hello.");
            assertThat(page.types()).doesNotContain("ended");
        }
    }

    /** Plays an answer and says so. */
    private static void hear(Caller page, int number) {
        page.await(message -> message.path("type").asString("").equals("playback.end"), number);
        page.send("{\"type\":\"playback.started\",\"response\":%d}".formatted(number));
        page.send(
                "{\"type\":\"playback.finished\",\"response\":%d,\"samples\":2400}"
                        .formatted(number));
    }

    private static void awaitStates(Caller page, String state, int count) {
        page.await(message -> message.path("state").asString("").equals(state), count);
    }

    private void assertThatItEnds(String code, String mentions) {
        try (Caller page = Caller.page(port)) {
            JsonNode ended = page.awaitType("ended");

            assertThat(ended.get("code").asString()).isEqualTo(code);
            assertThat(ended.get("failed").asBoolean()).isTrue();
            assertThat(ended.get("text").asString()).contains(mentions).doesNotContain(KEY);
        }
    }

    private static void awaitPeers(int count) {
        await().until(() -> SERVICE.peers().size() >= count);
    }

    private static void awaitEnd(RawPeer peer) {
        await().until(peer::hasEnded);
    }

    private static String toldTo(RawPeer peer) {
        return String.join("\n", peer.receivedTexts());
    }
}
