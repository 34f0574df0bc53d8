package dev.charla.protocol.dialect;

import dev.charla.protocol.codec.FrameReader;
import dev.charla.protocol.codec.ProtocolCodec;
import dev.charla.protocol.codec.ProtocolException;
import dev.charla.protocol.event.ConversationItemEvent;
import dev.charla.protocol.event.ResponseEvent;
import dev.charla.protocol.event.ServerEvent;
import dev.charla.protocol.event.SessionEvent;
import dev.charla.protocol.request.ClientEvent;
import dev.charla.protocol.request.InputAudioBufferRequest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Voice Live's events and shapes, with voices as plain names and without Azure's additions. */
final class BetaDialect implements Dialect {
    private static final List<String> AZURES =
            List.of(
                    "input_audio_sampling_rate",
                    "input_audio_echo_cancellation",
                    "animation",
                    "avatar",
                    "output_audio_timestamp_types",
                    "truncation_strategy",
                    "interim_response",
                    "reasoning_effort",
                    "metadata");

    private final ProtocolCodec codec;
    private final FrameReader reader;

    BetaDialect(ProtocolCodec codec) {
        this.codec = codec;
        this.reader = new FrameReader(codec);
    }

    @Override
    public ClientEvent read(ByteBuffer json) throws ProtocolException {
        ClientEvent event = reader.readClientEvent(json);
        if (event instanceof InputAudioBufferRequest) {
            return event;
        }
        ObjectNode tree = codec.readClientTree(json);
        if (tree.get("session") instanceof ObjectNode session) {
            session.remove("tracing");
        }
        if (tree.get("response") instanceof ObjectNode response) {
            Trees.rename(response, "input", "input_items");
        }
        return codec.readClientEvent(tree);
    }

    @Override
    public void write(ServerEvent event, Consumer<byte[]> out) {
        switch (event) {
            case SessionEvent _ -> {
                ObjectNode tree = codec.toTree(event);
                if (tree.get("session") instanceof ObjectNode session) {
                    AZURES.forEach(session::remove);
                    voiceByName(session);
                }
                out.accept(bytes(tree));
            }
            case ResponseEvent.Created _, ResponseEvent.Done _ -> {
                ObjectNode tree = codec.toTree(event);
                if (tree.get("response") instanceof ObjectNode response) {
                    voiceByName(response);
                }
                out.accept(bytes(tree));
            }
            // Native sessions of Voice Live send it, and nobody else.
            case ConversationItemEvent.Done _ -> {}
            default -> out.accept(codec.writeBytes(event));
        }
    }

    static void voiceByName(ObjectNode holder) {
        JsonNode voice = holder.get("voice");
        if (voice != null && voice.get("name") != null) {
            holder.set("voice", voice.get("name"));
        }
    }

    static byte[] bytes(ObjectNode tree) {
        return tree.toString().getBytes(StandardCharsets.UTF_8);
    }
}
