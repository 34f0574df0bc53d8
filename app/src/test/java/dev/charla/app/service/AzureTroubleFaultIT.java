package dev.charla.app.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.charla.app.Caller;
import dev.charla.app.CharlaTest;
import dev.charla.engine.Engine;
import dev.charla.testkit.FaultService;
import dev.charla.testkit.Faults;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/** An endpoint set by the lab's own names, behind which a service is in trouble. */
@CharlaTest
class AzureTroubleFaultIT {
    private static final AtomicReference<FaultService.Behaviour> BEHAVIOUR =
            new AtomicReference<>(Faults.none());
    private static final FaultService SERVICE =
            FaultService.start(peer -> BEHAVIOUR.get().serve(peer));

    @LocalServerPort int port;
    @Autowired ObjectProvider<Engine> engines;

    @DynamicPropertySource
    static void endpoint(DynamicPropertyRegistry settings) {
        settings.add("AZURE_VOICE_LIVE_ENDPOINT", SERVICE::endpoint);
        settings.add("AZURE_VOICE_LIVE_API_KEY", () -> "secret-key");
    }

    @AfterAll
    static void close() {
        SERVICE.close();
    }

    @Test
    void theEngineIsNotEvenMade() {
        assertThat(engines.getIfAvailable()).isNull();
        assertThat(Caller.get(port, "/api/status").body())
                .contains("\"service\":\"azure\"", "\"ready\":true")
                .doesNotContain("secret-key");
    }

    @ParameterizedTest
    @CsvSource({"401, AZURE_VOICE_LIVE_API_KEY", "404, AZURE_VOICE_LIVE_ENDPOINT", "429, "})
    void aRefusalIsToldWithWhatToDo(int status, String setting) {
        BEHAVIOUR.set(Faults.refuse(status, Map.of()));

        try (Caller page = Caller.page(port)) {
            JsonNode ended = page.awaitType("ended");

            assertThat(ended.get("failed").asBoolean()).isTrue();
            assertThat(ended.get("text").asString())
                    .contains(setting == null ? "" : setting)
                    .doesNotContain("secret-key")
                    .endsWith(".");
            page.awaitClose();
        }
    }

    @ParameterizedTest
    @EnumSource(Faults.Point.class)
    void aServiceThatIsLostBeforeItAgreedEndsTheConversationWithAWord(Faults.Point point) {
        BEHAVIOUR.set(Faults.at(point, Faults.reset()));

        try (Caller page = Caller.page(port)) {
            JsonNode ended = page.awaitType("ended");

            assertThat(ended.get("failed").asBoolean()).isTrue();
            assertThat(ended.get("code").asString()).isEqualTo("connection_lost");
            assertThat(ended.get("text").asString()).endsWith("Try again.");
        }
    }
}
