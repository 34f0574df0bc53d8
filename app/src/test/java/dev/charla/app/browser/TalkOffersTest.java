package dev.charla.app.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.charla.agent.ConversationOptions;
import dev.charla.agent.Greeting;
import dev.charla.app.browser.TalkRequest.Choices;
import dev.charla.app.browser.TalkRequest.Sensitivity;
import dev.charla.app.limits.Visitor;
import dev.charla.app.service.ServiceProperties;
import dev.charla.app.service.TalkProfiles;
import dev.charla.app.service.TalkProperties;
import dev.charla.app.service.VoiceNames;
import dev.charla.protocol.TurnDetection;
import dev.charla.protocol.Voice;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** What a page may choose about a talk, and what becomes of it. */
class TalkOffersTest {
    private static final Visitor VISITOR = new Visitor("ana", "here");

    private static final Map<String, String> AZURE =
            Map.of("charla.service.endpoint", "https://lab.services.ai.azure.com/");

    @Test
    void offlineOnlyWhatTheEngineDoesIsOffered() {
        var profile = offers(Map.of(), List.of("slt")).profiles().getFirst();

        assertThat(profile.name()).isEqualTo("default");
        assertThat(profile.title()).isEqualTo("default");
        assertThat(profile.choices()).containsExactly("sensitivity", "silence", "speed");
        assertThat(profile.voice()).isNull();
        assertThat(profile.greets()).isFalse();
    }

    @Test
    void aProfileSaysWhatItIsCalledAndWhatMayBeChosenInIt() {
        var offers =
                offers(
                        Map.of(
                                "charla.talk.voice", "en-US-AvaNeural",
                                "charla.talk.greeting", "Hello!",
                                "charla.talk.profiles.teacher.voice", "alloy",
                                "charla.browser.offers.default.title", "Everyday helper",
                                "charla.browser.offers.default.voices", "en-US-AvaNeural,alloy",
                                "charla.browser.offers.default.languages", "en,es-MX",
                                "charla.browser.offers.teacher.choices", "greeting"),
                        List.of());

        var usual = offers.profiles().getFirst();
        assertThat(usual.title()).isEqualTo("Everyday helper");
        assertThat(usual.choices())
                .containsExactly(
                        "voice", "language", "sensitivity", "silence", "speed", "greeting");
        assertThat(usual.voice()).isEqualTo("en-US-AvaNeural");
        assertThat(usual.voices()).containsExactly("en-US-AvaNeural", "alloy");
        assertThat(usual.languages()).containsExactly("en", "es-MX");
        assertThat(usual.greets()).isTrue();
        assertThat(offers.profiles().getLast().choices()).containsExactly("greeting");
    }

    @Test
    void whatIsChosenReachesTheSettingsOfTheTalk() {
        var offers =
                offers(
                        Map.of(
                                "charla.talk.greeting", "Hello!",
                                "charla.talk.instructions", "Be brief.",
                                "charla.browser.offers.default.voices", "en-US-AvaNeural",
                                "charla.browser.offers.default.languages", "es-MX"),
                        List.of());

        ConversationOptions options =
                offers.options(
                        new TalkRequest(
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
    void whoChoosesNothingGetsTheProfile() {
        var profiles = profiles(Map.of("charla.talk.voice", "alloy"));
        var offers = offers(Map.of("charla.talk.voice", "alloy"), List.of());

        assertThat(offers.options(new TalkRequest("default", "fr", VISITOR)))
                .isEqualTo(profiles.options("default").build());
    }

    @Test
    void theEngineSpeaksFasterWithItsOwnVoice() {
        var offers = offers(Map.of("charla.talk.voice", "alloy"), List.of("slt"));

        var options =
                offers.options(
                        new TalkRequest(
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
                                new TalkRequest(
                                        "default",
                                        "en",
                                        new Choices(null, null, null, null, null, true),
                                        VISITOR));

        assertThat(options.greeting()).isInstanceOf(Greeting.Said.class);
        assertThat(options.limits().talk()).isEqualTo(Duration.ofSeconds(30));
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
                                "charla.talk.voice", "en-US-AvaNeural",
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

        assertThat(offers.objection(new TalkRequest("default", "en", choices, VISITOR)))
                .hasValueSatisfying(text -> assertThat(text).contains(reason));
    }

    @Test
    void aLockedProfileRefusesEverythingButItself() {
        var offers = offers(Map.of("charla.browser.offers.default.choices", ""), List.of("slt"));
        var choices = new Choices(null, Sensitivity.HIGH, null, null, null, false);

        assertThat(offers.profiles().getFirst().choices()).isEmpty();
        assertThat(offers.objection(new TalkRequest("default", "en", VISITOR))).isEmpty();
        assertThat(offers.objection(new TalkRequest("default", "en", choices, VISITOR)))
                .hasValueSatisfying(
                        text -> assertThat(text).contains("charla.browser.offers.default.choices"));
    }

    private static TalkOffers offers(Map<String, String> settings, List<String> engineVoices) {
        var browser = bind(settings, "charla.browser", BrowserProperties.class);
        var talk = bind(settings, "charla.talk", TalkProperties.class);
        var chosen =
                new ChosenTalk(name -> VoiceNames.voice(name, talk.voiceTuning()), engineVoices);
        return new TalkOffers(
                profiles(settings), browser.offers(), (profile, _) -> profile.build(), chosen);
    }

    private static TalkProfiles profiles(Map<String, String> settings) {
        return new TalkProfiles(
                bind(settings, "charla.talk", TalkProperties.class),
                bind(AZURE, "charla.service", ServiceProperties.class));
    }

    private static <T> T bind(Map<String, String> settings, String prefix, Class<T> type) {
        return new Binder(new MapConfigurationPropertySource(settings)).bindOrCreate(prefix, type);
    }
}
