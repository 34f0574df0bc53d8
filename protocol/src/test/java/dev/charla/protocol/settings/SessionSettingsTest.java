package dev.charla.protocol.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.charla.protocol.codec.Golden;
import dev.charla.protocol.codec.JsonTrees;
import dev.charla.protocol.codec.ProtocolCodec;
import dev.charla.protocol.codec.ProtocolException;
import dev.charla.protocol.event.ResponseEvent;
import dev.charla.protocol.event.SessionEvent;
import dev.charla.protocol.item.EventId;
import dev.charla.protocol.item.SessionId;
import dev.charla.protocol.json.Setting;
import dev.charla.protocol.request.SessionRequest;
import dev.charla.protocol.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** What a change of settings changes, and what it leaves. */
class SessionSettingsTest {
    private static final JsonMapper JSON = JsonTrees.MAPPER;

    private final ProtocolCodec codec = new ProtocolCodec();
    private final SessionSettings before =
            SessionSettings.builder(new SessionId("sess_1"))
                    .model("gpt-realtime")
                    .instructions("Be brief.")
                    .modalities(List.of(Modality.AUDIO))
                    .turnDetection(
                            TurnDetection.ServerVad.builder()
                                    .threshold(0.5)
                                    .silenceDurationMs(200)
                                    .build())
                    .inputAudioTranscription(new InputAudioTranscription("azure-speech"))
                    .tools(List.of(new Tool.Function("f")))
                    .metadata(Map.of("k", "v"))
                    .extra("greeting", NullNode.instance)
                    .build();

    private SessionSettings after(String session) throws ProtocolException {
        var update =
                (SessionRequest.Update)
                        codec.readClientEvent(
                                "{\"type\":\"session.update\",\"session\":" + session + "}");
        return before.apply(update.session());
    }

    @Test
    void anEmptyChangeChangesNothing() throws ProtocolException {
        assertThat(after("{}")).isEqualTo(before);
        assertThat(before.apply(SessionUpdate.builder().build())).isEqualTo(before);
    }

    @Test
    void aMemberThatIsPresentChangesAndTheOthersStay() throws ProtocolException {
        assertThat(after("{\"instructions\":\"\",\"voice\":\"alloy\",\"tools\":[]}"))
                .isEqualTo(
                        before.toBuilder()
                                .instructions("")
                                .voice(new Voice.Named("alloy"))
                                .tools(List.of())
                                .build());
    }

    @Test
    void aNestedObjectIsReplacedWhole() throws ProtocolException {
        assertThat(after("{\"turn_detection\":{\"type\":\"server_vad\"}}").turnDetection())
                .isEqualTo(new TurnDetection.ServerVad());
    }

    @Test
    void nullSwitchesOffWhatCanBeOff() throws ProtocolException {
        SessionSettings after =
                after(
                        "{\"turn_detection\":null,\"input_audio_transcription\":null,\"metadata\":null}");

        assertThat(after.turnDetection()).isNull();
        assertThat(after.inputAudioTranscription()).isNull();
        assertThat(after.metadata()).isNull();
    }

    @Test
    void nullLeavesWhatCannotBeOff() throws ProtocolException {
        assertThat(after("{\"instructions\":null,\"modalities\":null,\"tools\":null}"))
                .isEqualTo(before);
    }

    @Test
    void unknownMembersAreKeptBesideTheOlderOnes() throws ProtocolException {
        assertThat(after("{\"tracing\":\"auto\"}").extra())
                .containsExactly(
                        Map.entry("greeting", NullNode.instance),
                        Map.entry("tracing", StringNode.valueOf("auto")));
    }

    @Test
    void everyMemberOfAChangeArrivesInTheSettings() throws ProtocolException {
        Golden full =
                Golden.of(Golden.Side.CLIENT)
                        .filter(golden -> golden.name().equals("session.update"))
                        .findFirst()
                        .orElseThrow();
        ObjectNode session = (ObjectNode) full.json().get("session");

        SessionSettings after = after(session.toString());

        var updated = new SessionEvent.Updated(new EventId("event_1"), after);
        JsonNode echoed = JSON.readTree(codec.write(updated)).get("session");
        session.properties()
                .forEach(member ->
                        assertThat(JsonTrees.withoutNulls(echoed.get(member.getKey())))
                                .as(member.getKey())
                                .isEqualTo(JsonTrees.withoutNulls(member.getValue())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"session.update", "session.update-cleared", "session.update-empty"})
    void aChangeComesThroughItsBuilderUnchanged(String name) throws ProtocolException {
        Golden golden =
                Golden.of(Golden.Side.CLIENT)
                        .filter(file -> file.name().equals(name))
                        .findFirst()
                        .orElseThrow();
        SessionUpdate update = ((SessionRequest.Update) golden.event()).session();

        assertThat(update.toBuilder().build()).isEqualTo(update);
    }

    @Test
    void settingsComeThroughTheirBuilderUnchanged() throws ProtocolException {
        List<Golden> files = Golden.of(Golden.Side.SERVER).toList();
        for (Golden golden : files) {
            if (golden.event() instanceof SessionEvent.Updated(_, SessionSettings settings)) {
                assertThat(settings.toBuilder().build()).isEqualTo(settings);
            }
            if (golden.event() instanceof ResponseEvent.Done(_, Response response)) {
                assertThat(response.toBuilder().build()).isEqualTo(response);
            }
        }
    }

    @Test
    void aBuilderSaysNullForOff() {
        SessionUpdate update = SessionUpdate.builder().turnDetection(null).build();

        assertThat(update.turnDetection()).isEqualTo(Setting.cleared());
        assertThat(update.avatar()).isEqualTo(Setting.absent());
        assertThat(codec.write(new SessionRequest.Update(update)))
                .isEqualTo("{\"type\":\"session.update\",\"session\":{\"turn_detection\":null}}");
    }

    @Test
    void settingsCannotBeChangedThroughWhatTheyWereMadeOf() {
        List<Modality> modalities = new ArrayList<>(List.of(Modality.TEXT));
        SessionSettings settings = before.toBuilder().modalities(modalities).build();

        modalities.clear();

        assertThat(settings.modalities()).containsExactly(Modality.TEXT);
    }
}
