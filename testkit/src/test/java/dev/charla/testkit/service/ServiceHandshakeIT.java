package dev.charla.testkit.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.charla.client.Addressee;
import dev.charla.client.CloseCause;
import dev.charla.client.ServiceCredential;
import dev.charla.client.ServiceTarget;
import dev.charla.testkit.FaultService;
import dev.charla.testkit.Faults;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** What is asked for in the upgrade, and as whom. */
class ServiceHandshakeIT {
    private static final Duration PATIENCE = RecordingListener.PATIENCE;

    private final ClientLoop client = new ClientLoop();

    @AfterEach
    void stop() {
        client.close();
    }

    @Test
    void handshakeAsksAsTheReferenceSays() throws Exception {
        try (var service = FaultService.start(Faults.none())) {
            var listener = client.listener();
            client.connect(
                    ClientLoop.target(service)
                            .credential(ServiceCredential.apiKey("test-key"))
                            .query("features", "client_ec_reference:true")
                            .build(),
                    listener);
            listener.awaitEvents(1);

            var request = service.awaitPeer(0, PATIENCE).request();

            assertThat(request.path()).isEqualTo("/voice-live/realtime");
            assertThat(request.query())
                    .containsExactly(
                            Map.entry("api-version", "2026-07-15"),
                            Map.entry("model", "test-model"),
                            Map.entry("features", "client_ec_reference:true"));
            assertThat(request.header("api-key")).contains("test-key");
            assertThat(request.header("Host"))
                    .contains("127.0.0.1:" + service.endpoint().getPort());
            assertThat(request.header("X-MS-Client-Request-ID")).isPresent();
            assertThat(request.headers())
                    .doesNotContainKeys(
                            "authorization",
                            "origin",
                            "sec-websocket-protocol",
                            "sec-websocket-extensions");
        }
    }

    @Test
    void agentIsAddressedByNameAndWithATokenOnly() throws Exception {
        try (var service = FaultService.start(Faults.none())) {
            var credential = new CountingCredential(Duration.ofHours(1));
            var agent =
                    Addressee.agent("helper", "a project")
                            .withVersion("3")
                            .withConversation("conv_1");
            var listener = client.listener();
            client.connect(
                    ServiceTarget.at(service.endpoint(), agent)
                            .credential(ServiceCredential.entra(credential))
                            .build(),
                    listener);
            listener.awaitEvents(1);

            var request = service.awaitPeer(0, PATIENCE).request();

            assertThat(request.query())
                    .containsExactly(
                            Map.entry("api-version", "2026-07-15"),
                            Map.entry("agent-name", "helper"),
                            Map.entry("agent-project-name", "a project"),
                            Map.entry("agent-version", "3"),
                            Map.entry("conversation-id", "conv_1"));
            assertThat(request.header("Authorization")).contains("Bearer token-1");
            assertThat(request.headers()).doesNotContainKey("api-key");
            assertThat(credential.scopes()).containsExactly("https://ai.azure.com/.default");
        }
    }

    @Test
    void tokenIsSharedUntilShortlyBeforeItExpires() throws Exception {
        try (var service = FaultService.start(Faults.none())) {
            var lasting = new CountingCredential(Duration.ofHours(1));
            var expiring = new CountingCredential(Duration.ofMinutes(1));

            connectTwice(service, ServiceCredential.entra(lasting));
            connectTwice(service, ServiceCredential.entra(expiring));

            assertThat(lasting.scopes()).hasSize(1);
            assertThat(expiring.scopes()).hasSize(2);
            assertThat(service.peers())
                    .extracting(peer -> peer.request().header("Authorization").orElse("none"))
                    .containsExactly(
                            "Bearer token-1", "Bearer token-1", "Bearer token-1", "Bearer token-2");
        }
    }

    @Test
    void credentialThatGivesNothingEndsTheAttempt() {
        try (var service = FaultService.start(Faults.none())) {
            var listener = client.listener();
            var target =
                    ClientLoop.target(service)
                            .credential(
                                    ServiceCredential.entra(
                                            _ -> Mono.error(new IllegalStateException("no az"))))
                            .build();

            client.connect(target, listener);

            assertThat(listener.awaitClosed().cause()).isEqualTo(CloseCause.CREDENTIAL_FAILED);
            assertThat(service.peers()).isEmpty();
        }
    }

    @Test
    void credentialThatNeverComesTimesOutAndItsThreadEnds() throws Exception {
        var fetching = new CompletableFuture<Thread>();
        try (var service = FaultService.start(Faults.none())) {
            var listener = client.listener();
            var target =
                    ClientLoop.target(service)
                            .timeouts(ClientLoop.TIMEOUTS.withCredential(Duration.ofMillis(100)))
                            .credential(
                                    ServiceCredential.entra(_ -> {
                                        fetching.complete(Thread.currentThread());
                                        return Mono.never();
                                    }))
                            .build();

            client.connect(target, listener);

            assertThat(listener.awaitClosed().cause()).isEqualTo(CloseCause.CREDENTIAL_TIMEOUT);
            assertThat(fetching.get(60, TimeUnit.SECONDS).join(PATIENCE)).isTrue();
        }
    }

    private void connectTwice(FaultService service, ServiceCredential credential) {
        for (int i = 0; i < 2; i++) {
            var listener = client.listener();
            client.connect(ClientLoop.target(service).credential(credential).build(), listener);
            listener.awaitEvents(1);
        }
    }
}
