package dev.charla.conversation;

import static org.assertj.core.api.Assertions.assertThatCode;

import dev.charla.protocol.codec.ProtocolCodec;
import dev.charla.protocol.codec.ProtocolException;
import dev.charla.protocol.event.ServerEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Every event of a service with each of its members left out, null, and of every other kind: a
 * conversation takes it or passes it over, and never breaks.
 */
class BrokenEventsTest {
    private static final Path GOLDEN = Path.of("../protocol/src/test/resources/golden/server");
    private static final JsonMapper JSON = new JsonMapper();
    private static final ProtocolCodec CODEC = new ProtocolCodec();
    private static final List<JsonNode> VALUES =
            Stream.of("null", "7", "-1", "true", "\"x\"", "[]", "[null]", "{}")
                    .map(JSON::readTree)
                    .toList();

    static List<Path> events() throws IOException {
        try (Stream<Path> files = Files.list(GOLDEN)) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("events")
    void aConversationOutlivesIt(Path file) throws IOException {
        List<JsonNode> mutants = new ArrayList<>();
        JsonNode whole = JSON.readTree(Files.readString(file));
        vary(whole, whole, mutants::add);

        var conversation = ConversationRig.ready();
        conversation.turn(1, "Hello.", "Hello to you.", 500);
        for (JsonNode mutant : mutants) {
            if (conversation.observer.ended > 0) {
                conversation = ConversationRig.ready();
            }
            says(conversation, mutant);
        }
    }

    private static void says(ConversationRig conversation, JsonNode mutant) {
        ServerEvent event;
        try {
            event = CODEC.readServerEvent(mutant.toString());
        } catch (ProtocolException passedOver) {
            return;
        }
        assertThatCode(
                        () -> {
                            conversation.run(() -> conversation.service.says(event));
                            conversation.passes(10);
                        })
                .as("%s", mutant)
                .doesNotThrowAnyException();
    }

    /** Gives {@code told} copies of {@code root} in which one place below {@code at} is another. */
    private static void vary(JsonNode root, JsonNode at, Consumer<JsonNode> told) {
        if (at instanceof ObjectNode object) {
            for (String name : List.copyOf(object.propertyNames())) {
                JsonNode before = object.get(name);
                if (!before.isNull()) {
                    vary(root, before, told);
                }
                object.remove(name);
                told.accept(root.deepCopy());
                for (JsonNode value : VALUES) {
                    object.set(name, value);
                    told.accept(root.deepCopy());
                }
                object.set(name, before);
            }
        } else if (at instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                JsonNode before = array.get(i);
                vary(root, before, told);
                for (JsonNode value : VALUES) {
                    array.set(i, value);
                    told.accept(root.deepCopy());
                }
                array.set(i, before);
            }
        }
    }
}
