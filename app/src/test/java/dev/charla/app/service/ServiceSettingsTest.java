package dev.charla.app.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.charla.boot.service.AgentCatalogue;
import dev.charla.boot.service.AgentProperties;
import dev.charla.boot.service.AgentsProperties;
import dev.charla.boot.service.ServiceProperties;
import dev.charla.boot.service.ServiceTargets;
import dev.charla.boot.settings.SettingException;
import dev.charla.client.Addressee;
import dev.charla.protocol.settings.TurnDetection;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** What becomes of settings before anything is connected to. */
class ServiceSettingsTest {
    private static final String ENDPOINT = "https://lab.services.ai.azure.com/";

    @Test
    void theDefaultsAreTheLabsSessionSettings() {
        var service = service(Map.of("endpoint", ENDPOINT, "model", "gpt-4o"));
        var options = agents(Map.of(), service).options("default").build();

        assertThat(service.apiVersion()).isEqualTo("2026-07-15");
        assertThat(options.turnDetection())
                .isEqualTo(
                        TurnDetection.ServerVad.builder()
                                .threshold(0.5)
                                .prefixPaddingMs(300)
                                .silenceDurationMs(500)
                                .build());
        assertThat(options.noiseReduction()).isNull();
        assertThat(options.echoCancellation()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "gpt-realtime, gpt-4o-transcribe",
        "gpt-realtime-2.1-mini, gpt-4o-transcribe",
        "gpt-4.1, azure-speech",
        "phi4-mm-realtime, azure-speech",
        "azure-realtime, azure-speech"
    })
    void theCallersWordsAreWrittenDownByWhatFitsTheModel(String model, String transcription) {
        var service = service(Map.of("endpoint", ENDPOINT, "model", model));

        var options = agents(Map.of(), service).options("default").build();

        assertThat(options.transcription())
                .satisfies(chosen -> assertThat(chosen.model()).isEqualTo(transcription));
    }

    @ParameterizedTest
    @CsvSource({
        "https://lab.services.ai.azure.com/api/projects/conversations, https://lab.services.ai.azure.com",
        "https://lab.services.ai.azure.com/api/projects/conversations/, https://lab.services.ai.azure.com",
        "https://lab.services.ai.azure.com:444/API/Projects/conversations,"
                + " https://lab.services.ai.azure.com:444",
    })
    void theAddressOfAProjectIsTakenForItsResourceAndNamesTheAgentsProject(
            String address, String resource) {
        var service = service(Map.of("endpoint", address, "agent.name", "guide"));

        var target = ServiceTargets.azure(service);

        assertThat(ServiceTargets.endpoint(service).uri()).hasToString(resource);
        assertThat(target.addressee())
                .isInstanceOfSatisfying(
                        Addressee.Agent.class,
                        agent -> assertThat(agent.project()).isEqualTo("conversations"));
    }

    @Test
    void aProjectThatIsSetIsMeantRatherThanTheAddresss() {
        var service =
                service(
                        Map.of(
                                "endpoint", ENDPOINT + "api/projects/conversations",
                                "agent.name", "guide",
                                "agent.project", "other"));

        assertThat(ServiceTargets.azure(service).addressee())
                .isInstanceOfSatisfying(
                        Addressee.Agent.class,
                        agent -> assertThat(agent.project()).isEqualTo("other"));
    }

    @Test
    void theOfflineServiceIsLeftItsOwnRecognition() {
        var options = agents(Map.of(), service(Map.of())).options("default").build();

        assertThat(options.transcription()).isNull();
    }

    @Test
    void anAgentChangesWhatItNamesAndKeepsTheRest() {
        var agents =
                agents(
                        Map.of(
                                "voice", "alloy",
                                "silence", "700ms",
                                "agents.enhanced.turn-detection", "azure-semantic-vad-multilingual",
                                "agents.enhanced.noise-reduction", "deep",
                                "agents.enhanced.echo-cancellation", "true",
                                "agents.teacher.instructions", "Teach."),
                        service(Map.of("endpoint", ENDPOINT)));

        assertThat(agents.names()).containsExactlyInAnyOrder("default", "enhanced", "teacher");
        assertThat(agents.names().getFirst()).isEqualTo("default");
        var enhanced = agents.options("enhanced").build();
        assertThat(enhanced.turnDetection())
                .isInstanceOfSatisfying(
                        TurnDetection.AzureSemanticVad.class,
                        vad -> {
                            assertThat(vad.type()).isEqualTo("azure_semantic_vad_multilingual");
                            assertThat(vad.silenceDurationMs()).isEqualTo(700);
                        });
        assertThat(enhanced.noiseReduction())
                .satisfies(noise ->
                        assertThat(noise.type()).isEqualTo("azure_deep_noise_suppression"));
        assertThat(enhanced.echoCancellation())
                .satisfies(echo -> assertThat(echo.type()).isEqualTo("server_echo_cancellation"));
        assertThat(agents.options("teacher").build().voice()).isEqualTo(enhanced.voice());
    }

    @Test
    void anAgentIsAddressedAndKeepsItsOwnInstructions() {
        var service =
                service(
                        Map.of(
                                "endpoint", ENDPOINT,
                                "agent.name", "helper",
                                "agent.project", "school",
                                "agent.version", "3",
                                "agent.identity-client-id", "id-1",
                                "agent.resource", "other"));
        var options =
                agents(Map.of("instructions", "Be brief."), service).options("default").build();

        assertThat(ServiceTargets.azure(service).addressee())
                .isEqualTo(new Addressee.Agent("helper", "school", "3", null, "id-1", "other"));
        assertThat(options.instructions()).isNull();
    }

    @Test
    void aModelOfOnesOwnIsReachedByItsProfile() {
        var target =
                ServiceTargets.azure(
                        service(
                                Map.of(
                                        "endpoint", ENDPOINT,
                                        "model", "my-deployment",
                                        "model-profile", "byom-azure-openai-realtime")));

        assertThat(target.addressee())
                .isEqualTo(new Addressee.Model("my-deployment", "byom-azure-openai-realtime"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    endpoint=lab.services.ai.azure.com                    | AZURE_VOICE_LIVE_ENDPOINT | services.ai.azure.com
                    endpoint=https://lab services                         | AZURE_VOICE_LIVE_ENDPOINT | services.ai.azure.com
                    endpoint=https://lab.example?api-key=top-secret       | AZURE_VOICE_LIVE_ENDPOINT | AZURE_VOICE_LIVE_API_KEY
                    endpoint=http://lab.example,api-key=top-secret        | https                     | services.ai.azure.com
                    endpoint=https://lab.example,api-key=top secret       | AZURE_VOICE_LIVE_API_KEY  | Keys and Endpoint
                    endpoint=https://lab.example,agent.name=a             | agent.project             | Foundry project
                    endpoint=https://a.example,agent.name=a,agent.project=p,api-key=top-secret | AZURE_VOICE_LIVE_API_KEY | az login
                    """)
    void whatCannotBeUsedIsToldWithWhatToDo(String settings, String problem, String action) {
        var values = new HashMap<String, String>();
        for (var setting : settings.split(",")) {
            var pair = setting.split("=", 2);
            values.put(pair[0], pair[1]);
        }

        assertThatThrownBy(() -> ServiceTargets.azure(service(values)))
                .isInstanceOfSatisfying(
                        SettingException.class,
                        e -> assertThat(e.action()).contains(action).doesNotContain("top"))
                .hasMessageContaining(problem)
                .hasMessageNotContaining("top-secret")
                .hasMessageNotContaining("top secret");
    }

    @Test
    void settingsShowNoKey() {
        var service = service(Map.of("endpoint", ENDPOINT, "api-key", "top-secret"));

        assertThat(service.toString() + ServiceTargets.azure(service)).doesNotContain("top-secret");
    }

    private static ServiceProperties service(Map<String, String> settings) {
        return bound("charla.service", settings, ServiceProperties.class);
    }

    private static AgentCatalogue agents(Map<String, String> settings, ServiceProperties service) {
        return new AgentCatalogue(
                bound("charla.agent", settings, AgentProperties.class),
                bound("charla", settings, AgentsProperties.class),
                service);
    }

    private static <T> T bound(String prefix, Map<String, String> settings, Class<T> type) {
        var names = new HashMap<String, String>();
        settings.forEach((name, value) -> names.put(prefix + "." + name, value));
        return new Binder(new MapConfigurationPropertySource(names)).bindOrCreate(prefix, type);
    }
}
