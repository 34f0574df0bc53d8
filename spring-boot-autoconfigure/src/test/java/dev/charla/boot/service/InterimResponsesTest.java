package dev.charla.boot.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.charla.boot.settings.SettingException;
import dev.charla.conversation.options.ConversationOptions;
import dev.charla.protocol.settings.InterimResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** What the service is asked to say while an answer takes its time. */
class InterimResponsesTest {
    private static final String SAY = "charla.agent.interim-response.say";
    private static final String MAKE_UP = "charla.agent.interim-response.instructions";

    @Test
    void nothingIsSaidUnlessItIsSet() {
        assertThat(agent("gpt-4.1", Map.of()).interimResponse()).isNull();
    }

    @Test
    void sentencesAreTheServicesWithACascadedModel() {
        var options =
                agent(
                        "gpt-4.1",
                        Map.of(
                                SAY,
                                "One moment.",
                                "charla.agent.interim-response.on",
                                "tool",
                                "charla.agent.interim-response.after",
                                "1500ms"));

        assertThat(options.interimResponse())
                .isEqualTo(
                        new InterimResponse.StaticTexts(
                                List.of("One moment."), List.of("tool"), 1_500, Map.of()));
        assertThat(options.serviceSpeaksForTools()).isTrue();
        assertThat(options.session().interimResponse().isAbsent()).isFalse();
    }

    @Test
    void anAgentMaySayOthersOrMakeThemUp() {
        var options =
                agent(
                        "gpt-4.1",
                        Map.of("charla.agents.default.interim-response.instructions", "Hum."));

        assertThat(options.interimResponse())
                .isEqualTo(
                        new InterimResponse.Generated(
                                null, "Hum.", null, List.of("latency", "tool"), 2_000, Map.of()));
    }

    @Test
    void theEngineSaysSentencesAndMakesNoneUp() {
        assertThat(agent("", Map.of(SAY, "One moment.")).interimResponse())
                .isInstanceOf(InterimResponse.StaticTexts.class);
        assertThat(agent("", Map.of(MAKE_UP, "Hum.")).interimResponse()).isNull();
    }

    @Test
    void aNativeModelHasNoneAndIsNotAsked() {
        assertThat(agent("gpt-realtime", Map.of(SAY, "One moment.")).interimResponse()).isNull();
    }

    @Test
    void whatCannotBeDoneIsRefusedWithTheRemedy() {
        assertThatThrownBy(() -> agent("gpt-realtime", Map.of(MAKE_UP, "Hum.")))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("gpt-realtime");
        assertThatThrownBy(() -> agent("gpt-4.1", Map.of(MAKE_UP, "Hum.", SAY, "One moment.")))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("both");
    }

    private static ConversationOptions agent(String model, Map<String, String> more) {
        var settings = new HashMap<>(more);
        if (!model.isEmpty()) {
            settings.put("charla.service.endpoint", "https://lab.services.ai.azure.com/");
            settings.put("charla.service.model", model);
        }
        var binder = new Binder(new MapConfigurationPropertySource(settings));
        return new AgentCatalogue(
                        binder.bindOrCreate("charla.agent", AgentProperties.class),
                        binder.bindOrCreate("charla", AgentsProperties.class),
                        binder.bindOrCreate("charla.service", ServiceProperties.class))
                .options(AgentCatalogue.DEFAULT)
                .build();
    }
}
