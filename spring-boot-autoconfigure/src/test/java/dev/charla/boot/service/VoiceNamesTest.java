package dev.charla.boot.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.charla.boot.settings.SettingException;
import dev.charla.protocol.codec.ProtocolCodec;
import dev.charla.protocol.request.SessionRequest;
import dev.charla.protocol.settings.SessionUpdate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class VoiceNamesTest {
    private static final AgentProperties.Tuning NONE =
            new AgentProperties.Tuning(null, null, null, null, null, null);

    @ParameterizedTest
    @CsvSource({
        "alloy, openai, alloy",
        "marin, openai, marin",
        "openai:verse, openai, verse",
        "en-US-AvaNeural, azure-standard, en-US-AvaNeural",
        "en-US-Ava:DragonHDLatestNeural, azure-standard, en-US-Ava:DragonHDLatestNeural",
        "zh-CN-shaanxi-XiaoniNeural, azure-standard, zh-CN-shaanxi-XiaoniNeural",
        "azure-standard:es-MX-DaliaNeural, azure-standard, es-MX-DaliaNeural",
        "ava, azure-realtime-native, ava",
        "azure-realtime-native:ximena, azure-realtime-native, ximena"
    })
    void aPlainNameIsEnoughForTheVoicesThatTheServiceBringsAlong(
            String setting, String kind, String name) {
        var voice = onTheWire(setting, NONE);

        assertThat(voice.get("type").asString()).isEqualTo(kind);
        assertThat(voice.get("name").asString()).isEqualTo(name);
    }

    @Test
    void aVoiceOfOnesOwnSaysWhereItIs() {
        var custom = onTheWire("azure-custom:MyVoice@0f1e-2d3c", NONE);
        assertThat(custom.get("type").asString()).isEqualTo("azure-custom");
        assertThat(custom.get("name").asString()).isEqualTo("MyVoice");
        assertThat(custom.get("endpoint_id").asString()).isEqualTo("0f1e-2d3c");

        var personal = onTheWire("azure-personal:speaker-7@DragonLatestNeural", NONE);
        assertThat(personal.get("type").asString()).isEqualTo("azure-personal");
        assertThat(personal.get("name").asString()).isEqualTo("speaker-7");
        assertThat(personal.get("model").asString()).isEqualTo("DragonLatestNeural");

        var avatar = onTheWire("avatar-voice-sync:DragonHDOmniLatestNeural", NONE);
        assertThat(avatar.get("type").asString()).isEqualTo("avatar-voice-sync");
        assertThat(avatar.get("model").asString()).isEqualTo("DragonHDOmniLatestNeural");
    }

    @Test
    void anAzureVoiceIsTuned() {
        var voice =
                onTheWire(
                        "en-US-Ava:DragonHDLatestNeural",
                        new AgentProperties.Tuning(0.7, "en-GB", "cheerful", "+5%", "1.2", " "));

        assertThat(voice.get("temperature").asDouble()).isEqualTo(0.7);
        assertThat(voice.get("locale").asString()).isEqualTo("en-GB");
        assertThat(voice.get("style").asString()).isEqualTo("cheerful");
        assertThat(voice.get("pitch").asString()).isEqualTo("+5%");
        assertThat(voice.get("rate").asString()).isEqualTo("1.2");
        assertThat(voice.path("volume").asString("none")).isEqualTo("none");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "azure-custom:MyVoice",
                "azure-personal:@model",
                "azure-custom:x@",
                "robot:x"
            })
    void aVoiceThatIsNoneIsToldWithWhatToDo(String setting) {
        assertThatThrownBy(() -> VoiceNames.voice(setting, NONE))
                .isInstanceOfSatisfying(
                        SettingException.class,
                        e -> assertThat(e.action()).contains("azure-custom:NAME@ENDPOINT-ID"))
                .hasMessageContaining("VOICE_LIVE_VOICE");
    }

    private static JsonNode onTheWire(String setting, AgentProperties.Tuning tuning) {
        var update =
                new SessionRequest.Update(
                        SessionUpdate.builder().voice(VoiceNames.voice(setting, tuning)).build());
        return JsonMapper.shared()
                .readTree(new ProtocolCodec().writeBytes(update))
                .at("/session/voice");
    }
}
