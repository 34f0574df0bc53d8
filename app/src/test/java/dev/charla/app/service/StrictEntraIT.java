package dev.charla.app.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import com.azure.core.exception.ClientAuthenticationException;
import dev.charla.app.Caller;
import dev.charla.app.CharlaTest;
import dev.charla.boot.service.TargetSource;
import dev.charla.client.Addressee;
import dev.charla.client.ServiceCredential;
import dev.charla.client.ServiceTarget;
import dev.charla.testkit.Script;
import dev.charla.testkit.StrictService;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** The whole relay, signed in with Microsoft Entra ID, against a service as strict as Azure's. */
@CharlaTest
@Import(StrictEntraIT.SignedIn.class)
class StrictEntraIT {
    private static final StrictService SERVICE =
            StrictService.start(
                    Script.of(Script.Turn.of("hello", "Hello.").lasting(Duration.ofMillis(100))),
                    "no-key-at-all");
    private static final Identity IDENTITY = new Identity();

    @LocalServerPort int port;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry settings) {
        settings.add("AZURE_VOICE_LIVE_ENDPOINT", SERVICE::endpoint);
        settings.add("charla.service.reconnect-for", () -> "6s");
    }

    @BeforeEach
    void anIdentityThatMay() {
        IDENTITY.gives.set("token-1");
        SERVICE.tokens("token-1").roleMissing(false).rolePending(false).otherTenant(false);
    }

    @AfterAll
    static void close() {
        SERVICE.close();
    }

    @Test
    void aTokenThatExpiredMidwayIsFollowedByANewOneAndTheConversationGoesOn() throws IOException {
        try (Caller page = Caller.page(port)) {
            page.awaitState("ready");
            SERVICE.tokens("token-2");
            IDENTITY.gives.set("token-2");

            SERVICE.dropAll();

            page.awaitState("reconnecting");
            page.await(message -> message.path("state").asString("").equals("ready"), 2);
            page.send("{\"type\":\"text\",\"text\":\"hello\"}");
            page.awaitType("playback.end");
            assertThat(page.types()).doesNotContain("ended");
        }
    }

    @Test
    void aTokenThatIsRefusedAtAReconnectEndsTheConversationWithItsSentence() throws IOException {
        try (Caller page = Caller.page(port)) {
            page.awaitState("ready");
            SERVICE.tokens("another-token");

            SERVICE.dropAll();

            assertThatItEnds(page, "token_refused", "az login");
        }
    }

    @Test
    void aRoleThatIsTakenAwayMidwayEndsTheConversationWithItsSentence() throws IOException {
        try (Caller page = Caller.page(port)) {
            page.awaitState("ready");
            SERVICE.roleMissing(true);

            SERVICE.dropAll();

            assertThatItEnds(page, "role_missing", "Cognitive Services User");
        }
    }

    @Test
    void aTokenOfAnotherTenantIsToldAsThat() {
        SERVICE.otherTenant(true);

        try (Caller page = Caller.page(port)) {
            assertThatItEnds(page, "wrong_tenant", "az login --tenant");
        }
    }

    @Test
    void aRoleThatDoesNotWorkYetIsWaitedForByThePersonAndThenTheConversationComesAbout() {
        SERVICE.rolePending(true);
        try (Caller page = Caller.page(port)) {
            assertThatItEnds(page, "role_missing", "can take a quarter of an hour");
        }
        SERVICE.rolePending(false);

        try (Caller page = Caller.page(port)) {
            page.awaitState("ready");
            page.send("{\"type\":\"text\",\"text\":\"hello\"}");
            page.awaitType("playback.end");
            assertThat(page.types()).doesNotContain("ended");
        }
    }

    @Test
    void aRoleThatDoesNotWorkForAMomentMidwayEndsTheConversationWithAWordToWait()
            throws IOException {
        try (Caller page = Caller.page(port)) {
            page.awaitState("ready");
            SERVICE.rolePending(true);

            SERVICE.dropAll();

            assertThatItEnds(page, "role_missing", "can take a quarter of an hour");
        }
    }

    @Test
    void anIdentityThatGivesNoTokenAnyMoreEndsTheConversationWithItsSentence() throws IOException {
        try (Caller page = Caller.page(port)) {
            page.awaitState("ready");
            IDENTITY.gives.set("");
            SERVICE.tokens("another-token");

            SERVICE.dropAll();

            assertThatItEnds(page, "credential_failed", "az login");
        }
    }

    @Test
    void aRefusedTokenIsNotShownAgain() {
        SERVICE.tokens("token-3");
        try (Caller page = Caller.page(port)) {
            assertThatItEnds(page, "token_refused", "az login");
        }
        int asked = IDENTITY.asked.get();
        IDENTITY.gives.set("token-3");

        try (Caller page = Caller.page(port)) {
            page.awaitState("ready");
        }
        assertThat(IDENTITY.asked.get()).isGreaterThan(asked);
    }

    private static void assertThatItEnds(Caller page, String code, String mentions) {
        JsonNode ended = page.awaitType("ended");

        assertThat(ended.get("code").asString()).isEqualTo(code);
        assertThat(ended.get("failed").asBoolean()).isTrue();
        assertThat(ended.get("text").asString()).contains(mentions).doesNotContain("token-1");
    }

    /** Gives tokens that run out soon, so that each connection asks for one. */
    private static final class Identity implements TokenCredential {
        final AtomicReference<String> gives = new AtomicReference<>("token-1");
        final AtomicInteger asked = new AtomicInteger();

        @Override
        public Mono<AccessToken> getToken(TokenRequestContext request) {
            return Mono.fromSupplier(() -> {
                asked.incrementAndGet();
                var token = gives.get();
                if (token.isEmpty()) {
                    throw new ClientAuthenticationException("nobody is signed in", null);
                }
                var soon = Clock.systemUTC().instant().plus(Duration.ofMinutes(3));
                return new AccessToken(token, soon.atOffset(ZoneOffset.UTC));
            });
        }
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class SignedIn {
        @Bean
        @Primary
        TargetSource signedInTarget() {
            var target =
                    ServiceTarget.at(SERVICE.endpoint(), Addressee.model("gpt-realtime"))
                            .credential(ServiceCredential.entra(IDENTITY))
                            .build();
            return () -> target;
        }
    }
}
