package dev.charla.protocol.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.charla.protocol.codec.Golden.Side;
import dev.charla.protocol.codec.ProtocolException.Code;
import dev.charla.protocol.event.ServerEvent;
import dev.charla.protocol.item.ContentPart;
import dev.charla.protocol.item.EventId;
import dev.charla.protocol.item.Item;
import dev.charla.protocol.json.WireObject;
import dev.charla.protocol.json.WireTypes;
import dev.charla.protocol.request.ClientEvent;
import dev.charla.protocol.settings.InterimResponse;
import dev.charla.protocol.settings.Tool;
import dev.charla.protocol.settings.ToolChoice;
import dev.charla.protocol.settings.TurnDetection;
import dev.charla.protocol.settings.Voice;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** What holds for every event, shown with one file per event and kind of setting. */
class GoldenTest {
    private static final Set<Code> SHAPE =
            Set.of(Code.MISSING_REQUIRED_PARAMETER, Code.INVALID_TYPE, Code.INVALID_VALUE);

    /** What a {@code type} tells the kind of. */
    private static final List<Class<? extends WireObject>> FAMILIES =
            List.of(
                    ClientEvent.class,
                    ServerEvent.class,
                    Item.class,
                    ContentPart.class,
                    Voice.class,
                    TurnDetection.class,
                    Tool.class,
                    ToolChoice.class,
                    InterimResponse.class);

    static Stream<Golden> goldens() {
        return Golden.all();
    }

    @Test
    void everyRecordOfEveryFamilyHasAFile() {
        Set<String> seen = new HashSet<>();
        goldens().forEach(golden -> JsonTrees.types(golden.json(), seen));

        for (Class<?> family : FAMILIES) {
            assertThat(seen).as(family.getSimpleName()).containsAll(WireTypes.of(family).keySet());
        }
    }

    @ParameterizedTest
    @MethodSource("goldens")
    void readAndWrittenAgainItIsTheSame(Golden golden) throws ProtocolException {
        WireObject event = golden.event();

        assertThat(event.type()).isEqualTo(golden.json().get("type").stringValue());
        assertThat(Golden.written(event)).isEqualTo(golden.json());
        assertThat(golden.with((ObjectNode) Golden.written(event)).event()).isEqualTo(event);
    }

    @ParameterizedTest
    @MethodSource("goldens")
    void onlyEventsWithoutARecordAreUnknown(Golden golden) throws ProtocolException {
        boolean unknown =
                golden.event() instanceof ClientEvent.Unknown
                        || golden.event() instanceof ServerEvent.Unknown;

        assertThat(unknown).isEqualTo(golden.name().startsWith("party."));
    }

    @ParameterizedTest
    @MethodSource("goldens")
    void anUnknownNeighbourChangesNothing(Golden golden) throws ProtocolException {
        JsonNode neighbour = JsonNodeFactory.instance.objectNode().put("deep", true);
        for (JsonPlace place : JsonTrees.objects(golden.json())) {
            ObjectNode changed = place.put(golden.json(), "x_neighbour", neighbour);

            JsonNode written = golden.with(changed).roundTrip();

            assertThat(JsonTrees.without(written, "x_neighbour"))
                    .as("beside %s", place)
                    .isEqualTo(golden.json());
        }
    }

    @ParameterizedTest
    @MethodSource("goldens")
    void withoutAMemberItStaysAbsentOrIsMissed(Golden golden) {
        for (JsonPlace place : JsonTrees.members(golden.json())) {
            Golden changed = golden.with(place.remove(golden.json()));
            try {
                JsonNode written = changed.roundTrip();
                if (golden.side() == Side.CLIENT) {
                    assertThat(written).as("without %s", place).isEqualTo(changed.json());
                } else {
                    assertThat(JsonTrees.withoutDefaults(written))
                            .as("without %s", place)
                            .isEqualTo(JsonTrees.withoutDefaults(changed.json()));
                }
            } catch (ProtocolException missed) {
                assertMissed(missed, place, golden);
            } catch (IllegalArgumentException unnamed) {
                assertThat(place).hasToString("event_id");
            }
        }
    }

    private static void assertMissed(ProtocolException missed, JsonPlace place, Golden golden) {
        assertThat(missed.code()).isEqualTo(Code.MISSING_REQUIRED_PARAMETER);
        assertThat(missed.param()).isEqualTo(place.toString());
        assertThat(missed)
                .as(golden.toString())
                .hasMessage("Missing required parameter: '%s'.", place);
        assertThat(missed.clientEventId())
                .isEqualTo(new EventId(golden.json().get("event_id").stringValue()));
    }

    @ParameterizedTest
    @MethodSource("goldens")
    void anyValueOfAnyTypeIsTakenOrRefusedByName(Golden golden) {
        List<JsonNode> values =
                List.of(
                        NullNode.instance,
                        StringNode.valueOf("x"),
                        IntNode.valueOf(-1),
                        JsonNodeFactory.instance.booleanNode(true),
                        JsonNodeFactory.instance.numberNode(1.5),
                        JsonNodeFactory.instance.numberNode(Long.MAX_VALUE),
                        JsonNodeFactory.instance.arrayNode().addNull(),
                        JsonNodeFactory.instance.objectNode().put("type", 7));
        for (JsonPlace place : JsonTrees.members(golden.json())) {
            for (JsonNode value : values) {
                if (!place.toString().equals("event_id")) {
                    takenOrRefused(golden, place, value);
                }
            }
        }
    }

    private static void takenOrRefused(Golden golden, JsonPlace place, JsonNode value) {
        try {
            assertThat(golden.with(place.set(golden.json(), value)).roundTrip()).isNotNull();
        } catch (ProtocolException refused) {
            assertThat(SHAPE).contains(refused.code());
            if (refused.param() == null || !refused.param().startsWith(place.toString())) {
                fail("%s: %s = %s was blamed on %s", golden, place, value, refused.param());
            }
        }
    }
}
