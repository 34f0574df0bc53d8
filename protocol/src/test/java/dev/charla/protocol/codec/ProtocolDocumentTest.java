package dev.charla.protocol.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import dev.charla.protocol.event.ServerEvent;
import dev.charla.protocol.item.ContentPart;
import dev.charla.protocol.item.Item;
import dev.charla.protocol.json.WireTypes;
import dev.charla.protocol.request.ClientEvent;
import dev.charla.protocol.response.Response;
import dev.charla.protocol.response.Usage;
import dev.charla.protocol.settings.AgentReference;
import dev.charla.protocol.settings.Animation;
import dev.charla.protocol.settings.Avatar;
import dev.charla.protocol.settings.EchoCancellation;
import dev.charla.protocol.settings.EndOfUtteranceDetection;
import dev.charla.protocol.settings.InputAudioTranscription;
import dev.charla.protocol.settings.InterimResponse;
import dev.charla.protocol.settings.NoiseReduction;
import dev.charla.protocol.settings.ResponseSettings;
import dev.charla.protocol.settings.SessionSettings;
import dev.charla.protocol.settings.Tool;
import dev.charla.protocol.settings.ToolChoice;
import dev.charla.protocol.settings.TurnDetection;
import dev.charla.protocol.settings.Voice;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** {@code docs/protocol.md} names every event and member that there is, once, and no other. */
class ProtocolDocumentTest {
    private static final Path DOCUMENT = Path.of("../docs/protocol.md");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Set<String> VERDICTS =
            Set.of("done", "different", "echoed", "refused", "not sent");

    /** A line of a table: what it is about, and what becomes of it. */
    private record Row(String name, List<String> members, String verdict, String how) {}

    @Test
    void everyClientEventIsListedWithItsMembers() throws IOException {
        assertThat(members(rows("## Events of the client")))
                .isEqualTo(recordsOf(ClientEvent.class));
    }

    @Test
    void everyServiceEventIsListedWithItsMembers() throws IOException {
        assertThat(members(rows("## Events of the service")))
                .isEqualTo(recordsOf(ServerEvent.class));
    }

    @TestFactory
    Stream<DynamicTest> everyKindOfAnObjectIsListedWithItsMembers() {
        return Map.of(
                        "### Turn detection", TurnDetection.class,
                        "### Items", Item.class,
                        "### Content parts", ContentPart.class,
                        "### Voices", Voice.class,
                        "### Tools", Tool.class,
                        "### Choice of a tool", ToolChoice.class,
                        "### Interim responses", InterimResponse.class)
                .entrySet()
                .stream()
                .map(kind ->
                        DynamicTest.dynamicTest(
                                kind.getKey(),
                                () ->
                                        assertThat(members(rows(kind.getKey())))
                                                .isEqualTo(recordsOf(kind.getValue()))));
    }

    @TestFactory
    Stream<DynamicTest> everyMemberOfAnObjectIsListed() {
        return Stream.of(
                        SessionSettings.class,
                        ResponseSettings.class,
                        Response.class,
                        Usage.class,
                        InputAudioTranscription.class,
                        EndOfUtteranceDetection.class,
                        NoiseReduction.class,
                        EchoCancellation.class,
                        Animation.class,
                        Avatar.class,
                        AgentReference.class)
                .map(type ->
                        DynamicTest.dynamicTest(
                                type.getSimpleName(),
                                () ->
                                        assertThat(
                                                        rows("| `" + type.getSimpleName() + "` |")
                                                                .stream()
                                                                .map(Row::name))
                                                .containsExactlyElementsOf(componentsOf(type))));
    }

    @Test
    void whatIsNotDoneHasItsReason() throws IOException {
        List<Row> all = new ArrayList<>();
        String heading = "";
        for (String line : Files.readAllLines(DOCUMENT)) {
            if (line.startsWith("#")) {
                heading = line;
            } else if (line.startsWith("| `")
                    && !heading.matches(
                            "## (Connecting|Limits|OpenAI.*|When a chat model fails)")) {
                all.add(row(line));
            }
        }
        List<Row> judged = all.stream().filter(row -> !row.verdict().equals("Engine")).toList();

        assertThat(judged).hasSizeGreaterThan(200);
        assertThat(judged)
                .allSatisfy(row -> {
                    assertThat(VERDICTS).as(row.name()).contains(row.verdict());
                    if (row.verdict().equals("different")
                            || row.verdict().equals("refused")
                            || row.verdict().equals("not sent")) {
                        assertThat(row.how()).as(row.name()).isNotBlank();
                    }
                });
    }

    /** The rows of the first table after a line that begins so. */
    private static List<Row> rows(String start) throws IOException {
        List<String> lines = Files.readAllLines(DOCUMENT);
        int at = 0;
        while (at < lines.size() && !lines.get(at).startsWith(start)) {
            at++;
        }
        assertThat(at).as("%s is in the document", start).isLessThan(lines.size());
        while (!lines.get(at).startsWith("|---")) {
            at++;
        }
        List<Row> rows = new ArrayList<>();
        for (String line : lines.subList(at + 1, lines.size())) {
            if (!line.startsWith("|")) {
                break;
            }
            rows.add(row(line));
        }
        return rows;
    }

    private static Row row(String line) {
        String[] cells = line.substring(1, line.length() - 1).split("\\|", -1);
        List<String> members = cells.length == 4 ? codes(cells[1]) : List.of();
        int verdict = cells.length == 4 ? 2 : 1;
        return new Row(
                codes(cells[0]).getFirst(),
                members,
                cells[verdict].strip(),
                cells.length > verdict + 1 ? cells[verdict + 1].strip() : "");
    }

    private static List<String> codes(String cell) {
        List<String> codes = new ArrayList<>();
        for (Matcher code = CODE.matcher(cell); code.find(); ) {
            codes.add(code.group(1));
        }
        return codes;
    }

    private static Map<String, Set<String>> members(List<Row> rows) {
        Map<String, Set<String>> members = new LinkedHashMap<>();
        for (Row row : rows) {
            assertThat(members.put(row.name(), new LinkedHashSet<>(row.members())))
                    .as("%s is listed once", row.name())
                    .isNull();
        }
        return members;
    }

    private static <T> Map<String, Set<String>> recordsOf(Class<T> family) {
        Map<String, Set<String>> records = new LinkedHashMap<>();
        WireTypes.of(family)
                .forEach((name, type) -> {
                    Set<String> members = new LinkedHashSet<>(componentsOf(type));
                    // The type itself is what the line is about.
                    members.remove("type");
                    records.put(name, members);
                });
        return records;
    }

    private static List<String> componentsOf(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .filter(component -> !component.isAnnotationPresent(JsonAnySetter.class))
                .map(RecordComponent::getName)
                .filter(name -> !name.equals("extra") && !name.equals("eventId"))
                .map(ProtocolDocumentTest::onTheWire)
                .toList();
    }

    private static String onTheWire(String component) {
        return component.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }
}
