package dev.charla.app.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.charla.boot.limits.LimitsProperties;
import dev.charla.boot.service.AgentProperties;
import dev.charla.boot.service.AgentsProperties;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;

@ExtendWith(OutputCaptureExtension.class)
class RenamedSettingsTest {
    private final GenericApplicationContext context = new GenericApplicationContext();

    @Test
    void anOldNameIsReadAndTheLogNamesTheNewOne(CapturedOutput log) {
        properties(
                Map.of(
                        "charla.talk.greeting", "Hello.",
                        "charla.talk.voice-tuning.rate", "1.2",
                        "charla.talk.mcp.library.url", "https://example.org",
                        "charla.talk.mcp.library.without-approval[0]", "find",
                        "charla.talk.profiles.teacher.silence", "900ms",
                        "charla.limits.talksPerUser", "7"));

        var agent = bound("charla.agent", AgentProperties.class);
        assertThat(agent.greeting()).isEqualTo("Hello.");
        assertThat(agent.voiceTuning().rate()).isEqualTo("1.2");
        assertThat(agent.mcp().values())
                .singleElement()
                .satisfies(
                        library -> assertThat(library.withoutApproval()).containsExactly("find"));
        assertThat(further("teacher").silence()).isEqualTo(Duration.ofMillis(900));
        assertThat(bound("charla.limits", LimitsProperties.class).conversationsPerUser())
                .isEqualTo(7);
        assertThat(log)
                .contains(
                        "charla.talk.greeting is called charla.agent.greeting now",
                        "charla.talk.profiles.teacher.silence is called"
                                + " charla.agents.teacher.silence now")
                .doesNotContain("Hello.");
    }

    @Test
    void aVariableWithAnOldNameIsReadToo() {
        variables(
                Map.of(
                        "CHARLA_TALK_VOICETUNING_RATE", "1.3",
                        "CHARLA_TALK_TURN_DETECTION", "semantic-vad",
                        "CHARLA_TALK_PROFILES_COOK_INSTRUCTIONS", "Cook.",
                        "CHARLA_LIMITS_NEWTALKSPERMINUTE", "11",
                        "CHARLA_LIMITS_TALKS_PER_ADDRESS", "12"));

        var agent = bound("charla.agent", AgentProperties.class);
        assertThat(agent.voiceTuning().rate()).isEqualTo("1.3");
        assertThat(agent.turnDetection()).isEqualTo(AgentProperties.Turns.SEMANTIC_VAD);
        assertThat(further("cook").instructions()).isEqualTo("Cook.");
        var limits = bound("charla.limits", LimitsProperties.class);
        assertThat(limits.newConversationsPerMinute()).isEqualTo(11);
        assertThat(limits.conversationsPerAddress()).isEqualTo(12);
    }

    @Test
    void theNewNameWinsInOnePlaceAndThePlaceDecidesOtherwise() {
        properties(Map.of("charla.agent.greeting", "new", "charla.talk.greeting", "old"));
        assertThat(bound("charla.agent", AgentProperties.class).greeting()).isEqualTo("new");

        variables(Map.of("CHARLA_TALK_GREETING", "old, but in the environment"));
        assertThat(bound("charla.agent", AgentProperties.class).greeting())
                .isEqualTo("old, but in the environment");
    }

    @Test
    void nothingIsAddedWhereAllNamesAreOfToday(CapturedOutput log) {
        properties(Map.of("charla.agent.greeting", "Hello.", "charla.talkative", "x"));
        int before = context.getEnvironment().getPropertySources().size();

        bound("charla.agent", AgentProperties.class);

        assertThat(context.getEnvironment().getPropertySources()).hasSize(before);
        assertThat(log).doesNotContain("is called");
    }

    private void properties(Map<String, Object> settings) {
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource("properties", settings));
    }

    private void variables(Map<String, Object> settings) {
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new SystemEnvironmentPropertySource("test-systemEnvironment", settings));
    }

    private AgentsProperties.Agent further(String name) {
        return Objects.requireNonNull(bound("charla", AgentsProperties.class).agents().get(name));
    }

    private <T> T bound(String prefix, Class<T> type) {
        new RenamedSettings().initialize(context);
        return Binder.get(context.getEnvironment()).bindOrCreate(prefix, type);
    }
}
