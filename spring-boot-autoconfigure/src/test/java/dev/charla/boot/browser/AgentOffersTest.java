package dev.charla.boot.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.charla.boot.browser.ConversationRequest.Choices;
import dev.charla.boot.browser.ConversationRequest.Sensitivity;
import dev.charla.boot.limits.Visitor;
import dev.charla.boot.service.AgentCatalogue;
import dev.charla.boot.service.AgentProperties;
import dev.charla.boot.service.AgentsProperties;
import dev.charla.boot.service.ServiceProperties;
import dev.charla.boot.service.VoiceNames;
import dev.charla.conversation.options.ConversationOptions;
import dev.charla.conversation.options.Greeting;
import dev.charla.protocol.settings.TurnDetection;
import dev.charla.protocol.settings.Voice;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** What a page may choose about a conversation, and what becomes of it. */
class AgentOffersTest {
    private static final Visitor VISITOR = new Visitor("ana", "here");

    private static final Map<String, String> AZURE =
            Map.of("charla.service.endpoint", "https://lab.services.ai.azure.com/");

    @Test
    void offlineOnlyWhatTheEngineDoesIsOffered() {
        var agent = offers(Map.of(), List.of("slt")).agents().getFirst();

        assertThat(agent.name()).isEqualTo("default");
        assertThat(agent.title()).isEqualTo("default");
        assertThat(agent.choices()).containsExactly("sensitivity", "silence", "speed");
        assertThat(agent.voice()).isNull();
        assertThat(agent.greets()).isFalse();
    }

    @Test
    void anAgentSaysWhatItIsCalledAndWhatMayBeChosenInIt() {
        var offers =
                offers(
                        Map.of(
                                "charla.agent.voice", "en-US-AvaNeural",
                                "charla.agent.greeting", "Hello!",
                                "charla.agents.teacher.voice", "alloy",
                                "charla.browser.offers.default.title", "Everyday helper",
                                "charla.browser.offers.default.voices", "en-US-AvaNeural,alloy",
                                "charla.browser.offers.default.languages", "en,es-MX",
                                "charla.browser.offers.teacher.choices", "greeting"),
                        List.of());

        var usual = offers.agents().getFirst();
        assertThat(usual.title()).isEqualTo("Everyday helper");
        assertThat(usual.choices())
                .containsExactly(
                        "voice", "language", "sensitivity", "silence", "speed", "greeting");
        assertThat(usual.voice()).isEqualTo("en-US-AvaNeural");
        assertThat(usual.voices()).containsExactly("en-US-AvaNeural", "alloy");
        assertThat(usual.languages()).containsExactly("en", "es-MX");
        assertThat(usual.greets()).isTrue();
        assertThat(offers.agents().getLast().choices()).containsExactly("greeting");
    }

    @Test
    void whatIsChosenReachesTheSettingsOfTheConversation() {
        var offers =
                offers(
                        Map.of(
                                "charla.agent.greeting", "Hello!",
                                "charla.agent.instructions", "Be brief.",
                                "charla.browser.offers.default.voices", "en-US-AvaNeural",
                                "charla.browser.offers.default.languages", "es-MX"),
                        List.of());

        ConversationOptions options =
                offers.options(
                        new ConversationRequest(
                                "default",
                                "es-MX",
                                new Choices(
                                        "en-US-AvaNeural",
                                        Sensitivity.LOW,
                                        Duration.ofMillis(900),
                                        1.2,
                                        false,
                                        false),
                                VISITOR));

        assertThat(options.voice())
                .isInstanceOfSatisfying(
                        Voice.AzureStandard.class,
                        voice -> {
                            assertThat(voice.name()).isEqualTo("en-US-AvaNeural");
                            assertThat(voice.rate()).isEqualTo("1.2");
                        });
        assertThat(options.turnDetection())
                .isInstanceOfSatisfying(
                        TurnDetection.ServerVad.class,
                        turns -> {
                            assertThat(turns.threshold()).isEqualTo(0.7);
                            assertThat(turns.silenceDurationMs()).isEqualTo(900);
                            assertThat(turns.prefixPaddingMs()).isEqualTo(300);
                        });
        assertThat(options.greeting()).isNull();
        assertThat(options.instructions())
                .isEqualTo("Be brief.\n\nSpeak Spanish (Mexico) with the caller.");
        assertThat(options.transcription())
                .satisfies(
                        transcription -> assertThat(transcription.language()).isEqualTo("es-MX"));
    }

    @Test
    void whoChoosesNothingGetsTheAgent() {
        var agents = agents(Map.of("charla.agent.voice", "alloy"));
        var offers = offers(Map.of("charla.agent.voice", "alloy"), List.of());

        var options = offers.options(new ConversationRequest("default", "fr", VISITOR));

        assertThat(options.functions().caller()).isEqualTo("ana");
        assertThat(options.session()).isEqualTo(agents.options("default").build().session());
        assertThat(options.greeting()).isNull();
    }

    @Test
    void theEngineSpeaksFasterWithItsOwnVoice() {
        var offers = offers(Map.of("charla.agent.voice", "alloy"), List.of("slt"));

        var options =
                offers.options(
                        new ConversationRequest(
                                "default",
                                "en",
                                new Choices(null, null, null, 1.4, null, false),
                                VISITOR));

        assertThat(options.voice())
                .isInstanceOfSatisfying(
                        Voice.AzureStandard.class,
                        voice -> {
                            assertThat(voice.name()).isEqualTo("slt");
                            assertThat(voice.rate()).isEqualTo("1.4");
                        });
    }

    @Test
    void aPreviewIsOneSentenceAndShort() {
        var options =
                offers(Map.of(), List.of())
                        .options(
                                new ConversationRequest(
                                        "default",
                                        "en",
                                        new Choices(null, null, null, null, null, true),
                                        VISITOR));

        assertThat(options.greeting()).isInstanceOf(Greeting.Said.class);
        assertThat(options.limits().conversation()).isEqualTo(Duration.ofSeconds(30));
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    nova,     ,      ,      ,      This voice is not offered
                    ,         50,    ,      ,      silenceMs must be from 200 to 3000
                    ,         5000,  ,      ,      silenceMs must be from 200 to 3000
                    ,         ,      3.0,   ,      speed must be from 0.5 to 1.5
                    ,         ,      ,      false, does not let a page choose its greeting
                    """)
    void whatCannotBeHadIsRefusedWithAReason(
            String voice, Long silenceMs, Double speed, Boolean greeting, String reason) {
        var offers =
                offers(
                        Map.of(
                                "charla.agent.voice", "en-US-AvaNeural",
                                "charla.browser.offers.default.voices", "en-US-AvaNeural"),
                        List.of());
        var choices =
                new Choices(
                        voice,
                        null,
                        silenceMs == null ? null : Duration.ofMillis(silenceMs),
                        speed,
                        greeting,
                        false);

        assertThat(offers.objection(new ConversationRequest("default", "en", choices, VISITOR)))
                .hasValueSatisfying(text -> assertThat(text).contains(reason));
    }

    @Test
    void aLockedAgentRefusesEverythingButItself() {
        var offers = offers(Map.of("charla.browser.offers.default.choices", ""), List.of("slt"));
        var choices = new Choices(null, Sensitivity.HIGH, null, null, null, false);

        assertThat(offers.agents().getFirst().choices()).isEmpty();
        assertThat(offers.objection(new ConversationRequest("default", "en", VISITOR))).isEmpty();
        assertThat(offers.objection(new ConversationRequest("default", "en", choices, VISITOR)))
                .hasValueSatisfying(
                        text -> assertThat(text).contains("charla.browser.offers.default.choices"));
    }

    @Test
    void anAgentKnowsWhoCallsAndWhatIsSaidOfThem() {
        var offers =
                offers(
                        Map.of("charla.agent.instructions", "Help {caller} of {tenant}."),
                        List.of());

        var options = offers.options(of(new CallerContext(Set.of(), Map.of("tenant", "North"))));

        assertThat(options.instructions()).isEqualTo("Help ana of North.");
        assertThat(options.attributes()).containsEntry("tenant", "North");
        assertThat(options.agent().title()).isEqualTo("default");
    }

    @Test
    void whoIsHandedOnKeepsWhatTheyChoseAndIsKnown() {
        var offers =
                offers(
                        Map.of(
                                "charla.agents.billing.instructions", "Bills of {caller}.",
                                "charla.agents.billing.voice", "echo",
                                "charla.browser.offers.billing.title", "Billing"),
                        List.of());
        var choices = new Choices(null, Sensitivity.LOW, Duration.ofMillis(900), null, null, false);
        var request =
                new ConversationRequest(
                        "default",
                        "en",
                        choices,
                        VISITOR,
                        new CallerContext(Set.of("default", "billing"), Map.of()));

        var billing = offers.options(request).agents().named("billing");

        assertThat(billing.agent().title()).isEqualTo("Billing");
        assertThat(billing.instructions()).isEqualTo("Bills of ana.");
        assertThat(billing.functions().caller()).isEqualTo("ana");
        assertThat(billing.turnDetection())
                .isInstanceOfSatisfying(
                        TurnDetection.ServerVad.class,
                        turns -> {
                            assertThat(turns.threshold()).isEqualTo(0.7);
                            assertThat(turns.silenceDurationMs()).isEqualTo(900);
                        });
    }

    @Test
    void whoMayNotTalkWithAnAgentIsNotHandedToIt() {
        var offers = offers(Map.of("charla.agents.billing.voice", "echo"), List.of());
        var agents = offers.options(of(new CallerContext(Set.of("default"), Map.of()))).agents();

        assertThatThrownBy(() -> agents.named("billing"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The caller may not talk with the agent 'billing'. Tell them so.");
        assertThatThrownBy(() -> agents.named("nobody"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("There is no agent 'nobody'.");
        assertThatThrownBy(() -> agents.nameOf(String.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("String is no agent.");
    }

    private static ConversationRequest of(CallerContext caller) {
        return new ConversationRequest("default", "en", Choices.NONE, VISITOR, caller);
    }

    private static AgentOffers offers(Map<String, String> settings, List<String> engineVoices) {
        var browser = bind(settings, "charla.browser", BrowserProperties.class);
        var standard = bind(settings, "charla.agent", AgentProperties.class);
        var chosen =
                new ChosenSettings(
                        name -> VoiceNames.voice(name, standard.voiceTuning()), engineVoices);
        return new AgentOffers(
                agents(settings), browser.offers(), (agent, _) -> agent.build(), chosen);
    }

    private static AgentCatalogue agents(Map<String, String> settings) {
        return new AgentCatalogue(
                bind(settings, "charla.agent", AgentProperties.class),
                bind(settings, "charla", AgentsProperties.class),
                bind(AZURE, "charla.service", ServiceProperties.class));
    }

    private static <T> T bind(Map<String, String> settings, String prefix, Class<T> type) {
        return new Binder(new MapConfigurationPropertySource(settings)).bindOrCreate(prefix, type);
    }
}
