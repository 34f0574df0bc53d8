package dev.charla.protocol.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.charla.protocol.event.ServerEvent;
import dev.charla.protocol.request.ClientEvent;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What real clients sent, and frames that real clients took, all can be read and written again. */
class CapturesTest {
    private static final JsonMapper JSON = JsonTrees.MAPPER;
    private static final List<String> CLIENTS =
            List.of(
                    "agents-js-custom-socket",
                    "agents-js-ga",
                    "azure-java-key",
                    "azure-java-token",
                    "azure-js-agent",
                    "azure-js-key",
                    "azure-js-startsession",
                    "azure-js-token",
                    "openai-js-azure",
                    "openai-js-azure-token",
                    "openai-js-beta",
                    "openai-js-beta-azure",
                    "openai-js-on-voice-live-path",
                    "openai-js-plain");

    private final ProtocolCodec codec = new ProtocolCodec();

    @TestFactory
    Stream<DynamicTest> everyClientFrameIsReadAndLosesNothing() {
        return CLIENTS.stream().flatMap(this::clientFrames);
    }

    private Stream<DynamicTest> clientFrames(String client) {
        List<DynamicTest> tests = new ArrayList<>();
        for (JsonNode frame : capture(client).get("client_frames")) {
            JsonNode sent = frame.get("json");
            tests.add(
                    DynamicTest.dynamicTest(
                            client + " " + sent.get("type").stringValue(), () -> roundTrip(sent)));
        }
        return tests.stream();
    }

    private void roundTrip(JsonNode sent) throws ProtocolException {
        ClientEvent event = codec.readClientEvent(sent.toString());
        JsonNode written = JSON.readTree(codec.write(event));

        assertThat(event).isNotInstanceOf(ClientEvent.Unknown.class);
        assertThat(written).isEqualTo(expected(sent));
    }

    /** The note about shortened audio is the capture's own, and schemas come out as objects. */
    private static JsonNode expected(JsonNode sent) {
        ObjectNode copy = (ObjectNode) sent.deepCopy();
        copy.remove("_audio_base64_chars");
        JsonNode parameters = copy.at("/session/tools/0/parameters");
        if (parameters.isString()) {
            ((ObjectNode) copy.at("/session/tools/0"))
                    .set("parameters", JSON.readTree(parameters.stringValue()));
        }
        return copy;
    }

    @TestFactory
    Stream<DynamicTest> everyServerFrameIsReadAndLosesNothingButNulls() {
        List<DynamicTest> tests = new ArrayList<>();
        for (JsonNode frame : capture("server-frames-accepted").get("frames")) {
            tests.add(
                    DynamicTest.dynamicTest(
                            frame.get("case").stringValue(),
                            () -> {
                                JsonNode sent = frame.get("frame");
                                ServerEvent event = codec.readServerEvent(sent.toString());
                                JsonNode written = JSON.readTree(codec.write(event));

                                assertThat(event).isNotInstanceOf(ServerEvent.Unknown.class);
                                assertThat(JsonTrees.withoutNulls(written))
                                        .isEqualTo(JsonTrees.withoutNulls(sent));
                            }));
        }
        return tests.stream();
    }

    private static JsonNode capture(String name) {
        String path = "/captures/" + name + ".json";
        try (InputStream in = CapturesTest.class.getResourceAsStream(path)) {
            return JSON.readTree(Objects.requireNonNull(in, path).readAllBytes());
        } catch (IOException unreadable) {
            throw new IllegalStateException(path, unreadable);
        }
    }
}
