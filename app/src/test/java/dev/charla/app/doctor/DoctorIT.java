package dev.charla.app.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.charla.client.CloseCause;
import dev.charla.testkit.ChatServer;
import dev.charla.testkit.FaultService;
import dev.charla.testkit.Faults;
import dev.charla.testkit.Script;
import dev.charla.testkit.StrictService;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.SpringApplication;

/** What the doctor says of a service that is well, and of each that is not. */
class DoctorIT {
    private static final String KEY = "the-right-key";

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @Test
    void withoutAnEndpointThereIsNothingToVisit() {
        assertThat(examine()).isEqualTo(Doctor.HEALTHY);

        assertThat(lines()).hasSize(1);
        assertThat(lines().getFirst()).startsWith("ok").contains("Charla brings along");
    }

    @Test
    void aChatModelThatIsWellIsOkInEveryLine() throws IOException {
        try (var chat = new ChatServer()) {
            assertThat(examine(chat)).isEqualTo(Doctor.HEALTHY);

            assertThat(lines())
                    .hasSize(5)
                    .allMatch(line -> line.startsWith("ok"))
                    .anyMatch(line -> line.matches("ok +chat-key +It accepts the key\\."))
                    .anyMatch(line -> line.matches("ok +chat-model +.*test-model\\."))
                    .anyMatch(line -> line.matches("ok +chat-answer +It streams its answers\\."));
        }
    }

    @Test
    void aChatModelFailsWhereItIsIll() throws IOException {
        try (var chat = new ChatServer()) {
            chat.answers(401, "application/json", "{}");
            assertThat(examine(chat)).isEqualTo(Doctor.ILL);
            assertThat(failed()).contains("chat-key").contains("CHARLA_MODEL_API_KEY");
            assertThat(lines())
                    .anyMatch(line -> line.startsWith("ok      chat "))
                    .anyMatch(line -> line.startsWith("-       chat-model"));

            chat.answers(404, "application/json", "{\"error\":{\"message\":\"no such model\"}}");
            assertThat(examine(chat)).isEqualTo(Doctor.ILL);
            assertThat(failed()).contains("chat-model").contains("CHARLA_MODEL_NAME");

            chat.answers(
                    200, "application/json", "{\"choices\":[{\"message\":{\"content\":\"Yes\"}}]}");
            assertThat(examine(chat)).isEqualTo(Doctor.ILL);
            assertThat(failed()).contains("chat-answer");

            chat.stop();
            assertThat(examine(chat)).isEqualTo(Doctor.ILL);
            assertThat(failed()).contains("chat ").contains("CHARLA_MODEL_BASE_URL");
        }
    }

    @Test
    void theAddressOfAProjectLeadsToItsResource() {
        try (var service = service()) {
            assertThat(
                            examine(
                                    "--AZURE_VOICE_LIVE_ENDPOINT="
                                            + service.endpoint()
                                            + "/api/projects/my-project",
                                    key()))
                    .isEqualTo(Doctor.HEALTHY);

            assertThat(lines().getFirst())
                    .startsWith("ok")
                    .contains(service.endpoint() + " (the resource of the project my-project)");
        }
    }

    @Test
    void aServiceThatIsWellIsOkInEveryLine() {
        try (var service = service()) {
            assertThat(examine(service)).isEqualTo(Doctor.HEALTHY);

            assertThat(lines())
                    .noneMatch(line -> line.startsWith("FAILED"))
                    .anyMatch(line -> line.matches("ok +settings +.*gpt-realtime.*with a key\\."))
                    .anyMatch(line -> line.matches("ok +name +127\\.0\\.0\\.1 is .*"))
                    .anyMatch(line -> line.startsWith("-       tls"))
                    .anyMatch(line -> line.startsWith("ok      credential"))
                    .anyMatch(line -> line.startsWith("ok      role"))
                    .anyMatch(line -> line.startsWith("ok      model"))
                    .anyMatch(line -> line.startsWith("ok      voice"));
            assertThat(said.toString(StandardCharsets.UTF_8)).doesNotContain(KEY);
        }
    }

    @Test
    void aWrongKeyFailsAtTheCredentialAndLeavesTheRestOut() {
        try (var service = service().key("another-key")) {
            assertThat(examine(service)).isEqualTo(Doctor.ILL);

            assertThat(lines())
                    .anyMatch(line -> line.startsWith("ok      network"))
                    .anyMatch(line ->
                            line.startsWith("FAILED  credential")
                                    && line.contains("AZURE_VOICE_LIVE_API_KEY"))
                    .anyMatch(line -> line.startsWith("-       role"))
                    .anyMatch(line -> line.startsWith("-       voice"));
        }
    }

    @Test
    void aCredentialWithoutTheRoleFailsAtTheRoleAndLeavesTheModelOut() {
        var lacksIt =
                """
                {"error":{"code":"PermissionDenied","message":"The principal lacks the required \
                data action to perform this operation."}}\
                """;
        try (var service = FaultService.start(peer -> peer.refuse(401, Map.of(), lacksIt))) {
            assertThat(examine("--AZURE_VOICE_LIVE_ENDPOINT=" + service.endpoint(), key()))
                    .isEqualTo(Doctor.ILL);

            assertThat(failed()).contains("role").contains("Cognitive Services User");
            assertThat(lines())
                    .anyMatch(line -> line.startsWith("ok      credential"))
                    .anyMatch(line -> line.startsWith("-       model"));
        }
    }

    @Test
    void anUnknownModelVersionAndAUsedUpQuotaFailWhereTheyAre() {
        try (var service = service().models("gpt-4.1")) {
            assertThat(examine(service)).isEqualTo(Doctor.ILL);
            assertThat(failed()).contains("model").contains("VOICE_LIVE_MODEL");
        }
        try (var service = service().versions("2027-01-01")) {
            assertThat(examine(service)).isEqualTo(Doctor.ILL);
            assertThat(failed()).contains("version").contains("charla.service.api-version");
        }
        try (var service = service().quotaUsedUp(true)) {
            assertThat(examine(service)).isEqualTo(Doctor.ILL);
            assertThat(failed()).contains("quota");
        }
    }

    @Test
    void aVoiceThatIsNotAcceptedFailsAtTheVoice() {
        var error =
                """
                {"type":"error","event_id":"event_1","error":{"type":"invalid_request_error",\
                "code":"invalid_value","message":"No.","param":"session.voice.name"}}\
                """;
        try (var service =
                FaultService.start(
                        Faults.at(Faults.Point.AFTER_SESSION_CREATED, Faults.text(error)))) {
            assertThat(examine("--AZURE_VOICE_LIVE_ENDPOINT=" + service.endpoint(), key()))
                    .isEqualTo(Doctor.ILL);

            assertThat(failed()).contains("voice").contains("session.voice.name");
        }
    }

    @Test
    void aNameThatIsNoneAndAPortThatIsClosedAreToldApart() {
        assertThat(examine("--AZURE_VOICE_LIVE_ENDPOINT=https://no-such.invalid", key()))
                .isEqualTo(Doctor.ILL);
        assertThat(failed()).contains("name").contains("no-such.invalid");

        assertThat(examine("--AZURE_VOICE_LIVE_ENDPOINT=https://127.0.0.1:1", key()))
                .isEqualTo(Doctor.ILL);
        assertThat(failed()).contains("tls").contains("firewall");
    }

    @Test
    void aPeerWithoutTlsIsToldAsThat() {
        try (var service = service()) {
            var https = "https://127.0.0.1:" + service.endpoint().getPort();

            assertThat(examine("--AZURE_VOICE_LIVE_ENDPOINT=" + https, key()))
                    .isEqualTo(Doctor.ILL);
            assertThat(failed()).contains("tls");
        }
    }

    @Test
    void settingsThatCannotBeUsedOrReadAreToldWithoutTheirValue() {
        assertThat(
                        examine(
                                "--AZURE_VOICE_LIVE_ENDPOINT=http://lab.example",
                                "--AZURE_VOICE_LIVE_API_KEY=top-secret"))
                .isEqualTo(Doctor.ILL);
        assertThat(failed()).contains("settings").contains("https").doesNotContain("top-secret");

        assertThat(examine("--charla.service.connect-timeout=soon")).isEqualTo(Doctor.UNREADABLE);
        assertThat(lines().getLast()).startsWith("FAILED  settings");
    }

    @Test
    void theClockIsHeldAgainstTheServices() throws IOException {
        var server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    exchange.getResponseHeaders().set("x-ms-region", "Sweden Central<b>");
                    exchange.sendResponseHeaders(404, -1);
                    exchange.close();
                });
        server.start();
        try {
            var theirs = Clock.systemUTC().instant(); // which this server tells by itself
            var here = URI.create("http://127.0.0.1:" + server.getAddress().getPort());

            var right = found(here, theirs.plusSeconds(20));
            assertThat(right.getFirst().outcome()).isEqualTo(Finding.Outcome.OK);
            assertThat(right.getLast().sentence()).isEqualTo("The resource is in Sweden Centralb.");
            assertThat(found(here, theirs.minusSeconds(200)).getFirst().outcome())
                    .isEqualTo(Finding.Outcome.NOTE);
            assertThat(found(here, theirs.plusSeconds(400)).getFirst().line())
                    .startsWith("FAILED  clock")
                    .containsPattern("(39|40)\\d s")
                    .contains("synchronisation");
        } finally {
            server.stop(0);
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyEndingBelongsToACheck(CloseCause cause) {
        assertThat(ServiceVisit.check(cause))
                .isIn("network", "credential", "role", "version", "model", "quota");
    }

    private static List<Finding> found(URI endpoint, Instant now) {
        return new Wire(endpoint, Duration.ofSeconds(5), InstantSource.fixed(now)).clockAndRegion();
    }

    private static StrictService service() {
        return StrictService.start(Script.of(Script.Turn.of("hello", "Hello.")), KEY);
    }

    private static String key() {
        return "--AZURE_VOICE_LIVE_API_KEY=" + KEY;
    }

    private int examine(StrictService service) {
        return examine("--AZURE_VOICE_LIVE_ENDPOINT=" + service.endpoint(), key());
    }

    private int examine(ChatServer chat) {
        return examine(
                "--charla.model.base-url=" + chat.address(),
                "--charla.model.name=test-model",
                "--charla.model.api-key=sk-secret");
    }

    private int examine(String... settings) {
        said.reset();
        var out = new PrintStream(said, true, StandardCharsets.UTF_8);
        var all = new ArrayList<>(List.of("--logging.level.root=off"));
        all.addAll(List.of(settings));
        return new Doctor(out, Clock.systemUTC())
                .examineAll(new SpringApplication(Doctor.settings()), all.toArray(String[]::new));
    }

    private List<String> lines() {
        return said.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private String failed() {
        return lines().stream().filter(line -> line.startsWith("FAILED")).findFirst().orElse("");
    }
}
