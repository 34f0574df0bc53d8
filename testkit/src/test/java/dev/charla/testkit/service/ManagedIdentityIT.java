package dev.charla.testkit.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.charla.testkit.FaultService;
import dev.charla.testkit.Faults;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * The real identity library, in a process of its own, whose environment points it at a stand-in for
 * the endpoint that App Service and Container Apps give a managed identity.
 */
class ManagedIdentityIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void aTokenOfTheManagedIdentityIsShownToTheServiceAndKeptWhileItLasts() throws Exception {
        try (var identity = IdentityEndpoint.giving(Duration.ofHours(24));
                var service = FaultService.start(Faults.none())) {
            var said = callTwice(service, identity.environment());

            assertThat(said).isEqualTo("opened opened");
            assertThat(service.peers())
                    .extracting(peer -> peer.request().header("Authorization").orElse("none"))
                    .containsExactly("Bearer mi-token-1", "Bearer mi-token-1");
            assertThat(identity.asked()).containsExactly("https://ai.azure.com");
        }
    }

    @Test
    void aTokenThatIsAboutToExpireIsFetchedAnewForTheNextConnection() throws Exception {
        try (var identity = IdentityEndpoint.giving(Duration.ofMinutes(2));
                var service = FaultService.start(Faults.none())) {
            var said = callTwice(service, identity.environment());

            assertThat(said).isEqualTo("opened opened");
            assertThat(service.peers())
                    .extracting(peer -> peer.request().header("Authorization").orElse("none"))
                    .containsExactly("Bearer mi-token-1", "Bearer mi-token-2");
        }
    }

    @Test
    void anIdentityThatIsRefusedIsACauseWithWhatToDo() throws Exception {
        try (var identity = IdentityEndpoint.refusing();
                var service = FaultService.start(Faults.none())) {
            var said = callTwice(service, identity.environment());

            assertThat(said).isEqualTo("CREDENTIAL_FAILED CREDENTIAL_FAILED");
            assertThat(service.peers()).isEmpty();
            assertThat(identity.asked()).isNotEmpty();
        }
    }

    @Test
    void aTokenThatTheServiceRefusesEndsTheAttemptWithItsCause() throws Exception {
        try (var identity = IdentityEndpoint.giving(Duration.ofHours(24));
                var service = FaultService.start(Faults.refuse(401, Map.of()))) {
            var said = callTwice(service, identity.environment());

            assertThat(said).isEqualTo("REFUSED_TOKEN REFUSED_TOKEN");
        }
    }

    /** What became of two connections one after the other. */
    private static String callTwice(FaultService service, Map<String, String> identity)
            throws IOException, InterruptedException {
        var builder =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        EntraCaller.class.getName(),
                        service.endpoint().toString());
        builder.environment().keySet().removeIf(name -> name.startsWith("AZURE_"));
        builder.environment().putAll(identity);
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        var process = builder.start();
        try {
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            return said.lines()
                    .filter(line -> line.startsWith(EntraCaller.MARK))
                    .map(line -> line.substring(EntraCaller.MARK.length()))
                    .findFirst()
                    .orElse("nothing");
        } finally {
            process.destroyForcibly();
        }
    }
}
