package dev.charla.protocol.dialect;

import dev.charla.protocol.codec.FrameReader;
import dev.charla.protocol.codec.ProtocolCodec;
import dev.charla.protocol.codec.ProtocolException;
import dev.charla.protocol.event.ConversationItemEvent;
import dev.charla.protocol.event.ErrorEvent;
import dev.charla.protocol.event.InputAudioBufferEvent;
import dev.charla.protocol.event.McpCallEvent;
import dev.charla.protocol.event.ResponseEvent;
import dev.charla.protocol.event.ServerEvent;
import dev.charla.protocol.event.SessionEvent;
import dev.charla.protocol.event.TranscriptionEvent;
import dev.charla.protocol.item.EventId;
import dev.charla.protocol.item.ItemId;
import dev.charla.protocol.request.ClientEvent;
import dev.charla.protocol.request.ConversationItemRequest;
import dev.charla.protocol.request.InputAudioBufferRequest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** OpenAI's Realtime API since its general availability. */
final class GaDialect implements Dialect {
    private static final Map<String, String> TYPES =
            Map.of(
                    "response.audio.delta", "response.output_audio.delta",
                    "response.audio.done", "response.output_audio.done",
                    "response.audio_transcript.delta", "response.output_audio_transcript.delta",
                    "response.audio_transcript.done", "response.output_audio_transcript.done",
                    "response.text.delta", "response.output_text.delta",
                    "response.text.done", "response.output_text.done");

    private static final Map<String, String> PATHS = new LinkedHashMap<>();

    static {
        PATHS.put("session.turn_detection", "session.audio.input.turn_detection");
        PATHS.put("session.input_audio_format", "session.audio.input.format.type");
        PATHS.put("session.input_audio_sampling_rate", "session.audio.input.format.rate");
        PATHS.put("session.input_audio_transcription", "session.audio.input.transcription");
        PATHS.put("session.input_audio_noise_reduction", "session.audio.input.noise_reduction");
        PATHS.put("session.output_audio_format", "session.audio.output.format");
        PATHS.put("session.voice", "session.audio.output.voice");
        PATHS.put("session.modalities", "session.output_modalities");
        PATHS.put("session.max_response_output_tokens", "session.max_output_tokens");
        PATHS.put("response.output_audio_format", "response.audio.output.format");
        PATHS.put("response.voice", "response.audio.output.voice");
        PATHS.put("response.modalities", "response.output_modalities");
        PATHS.put("response.input_items", "response.input");
    }

    private static final double MS_PER_SECOND = 1_000;

    private final ProtocolCodec codec;
    private final FrameReader reader;

    /** What came before each item that a response is making. */
    private final Map<ItemId, ObjectNode> growing = new HashMap<>();

    private final Map<ItemId, Integer> began = new HashMap<>();
    private final Map<ItemId, Double> seconds = new HashMap<>();

    GaDialect(ProtocolCodec codec) {
        this.codec = codec;
        this.reader = new FrameReader(codec);
    }

    @Override
    public ClientEvent read(ByteBuffer json) throws ProtocolException {
        ObjectNode tree;
        try {
            ClientEvent event = reader.readClientEvent(json);
            if (isTheSame(event)) {
                return event;
            }
            tree = codec.readClientTree(json);
        } catch (ProtocolException mayBeGa) {
            // Another shape is no failure of the client's; what is no JSON fails again.
            tree = codec.readClientTree(json);
        }
        JsonNode name = tree.get("event_id");
        EventId eventId = name != null && name.isString() ? new EventId(name.stringValue()) : null;
        try {
            GaRequests.translate(tree);
            return codec.readClientEvent(tree);
        } catch (ProtocolException failure) {
            throw inTheirWords(failure, eventId);
        }
    }

    private static boolean isTheSame(ClientEvent event) {
        return event instanceof InputAudioBufferRequest
                || event instanceof ConversationItemRequest.Delete
                || event instanceof ConversationItemRequest.Retrieve
                || event instanceof ConversationItemRequest.Truncate;
    }

    private static ProtocolException inTheirWords(
            ProtocolException failure, @Nullable EventId eventId) {
        String param = failure.param();
        String theirs = param == null ? null : Trees.path(param, PATHS);
        return new ProtocolException(
                failure.code(),
                theirs,
                failure.clientEventId() == null ? eventId : failure.clientEventId(),
                String.valueOf(failure.getMessage())
                        .replace("'" + param + "'", "'" + theirs + "'"));
    }

    @Override
    public void write(ServerEvent event, Consumer<byte[]> out) {
        switch (event) {
            case ResponseEvent.AudioDelta _ -> out.accept(renamed(event));
            case SessionEvent _ -> {
                ObjectNode tree = codec.toTree(event);
                if (tree.get("session") instanceof ObjectNode session) {
                    tree.set("session", GaEvents.session(session));
                }
                out.accept(BetaDialect.bytes(tree));
            }
            case ConversationItemEvent.Created created -> added(created, out);
            // Told with the item itself.
            case ConversationItemEvent.Done _ -> {}
            case ResponseEvent.OutputItemDone done -> itemDone(done, out);
            case ResponseEvent.Created _, ResponseEvent.Done _ -> {
                ObjectNode tree = codec.toTree(event);
                if (tree.get("response") instanceof ObjectNode response) {
                    tree.set("response", GaEvents.response(response));
                }
                out.accept(BetaDialect.bytes(tree));
            }
            default -> out.accept(BetaDialect.bytes(shown(event)));
        }
    }

    private ObjectNode shown(ServerEvent event) {
        ObjectNode tree = codec.toTree(event);
        String type = event.type();
        if (type != null && TYPES.containsKey(type)) {
            tree.put("type", TYPES.get(type));
        }
        GaEvents.item(tree.path("item"));
        switch (event) {
            case ErrorEvent error -> {
                String param = error.error().param();
                if (param != null && tree.get("error") instanceof ObjectNode details) {
                    details.put("param", Trees.path(param, PATHS));
                }
            }
            case InputAudioBufferEvent.SpeechStarted started ->
                    began.put(started.itemId(), started.audioStartMs());
            case InputAudioBufferEvent.SpeechStopped stopped -> {
                Integer from = began.remove(stopped.itemId());
                if (from != null) {
                    seconds.put(stopped.itemId(), (stopped.audioEndMs() - from) / MS_PER_SECOND);
                }
            }
            case TranscriptionEvent.Completed completed -> {
                tree.remove("language");
                Double length = seconds.remove(completed.itemId());
                ObjectNode usage = tree.putObject("usage");
                usage.put("type", "duration");
                usage.put("seconds", length == null ? 0 : length.doubleValue());
            }
            case McpCallEvent.ArgumentsDelta _ -> tree.put("obfuscation", "");
            default -> {}
        }
        return tree;
    }

    /**
     * An item is added, and final at once unless a response is making it: then its end is told with
     * {@code response.output_item.done}.
     */
    private void added(ConversationItemEvent.Created created, Consumer<byte[]> out) {
        ObjectNode tree = codec.toTree(created);
        GaEvents.item(tree.path("item"));
        tree.put("type", "conversation.item.added");
        String status = Trees.text(tree.path("item"), "status");
        boolean grows = "in_progress".equals(status) || "incomplete".equals(status);
        ItemId id = created.item().id();
        if (grows && id != null) {
            growing.put(id, tree.deepCopy());
        }
        out.accept(BetaDialect.bytes(tree));
        if (!grows) {
            tree.put("type", "conversation.item.done");
            tree.put("event_id", created.eventId().value() + "d");
            out.accept(BetaDialect.bytes(tree));
        }
    }

    private void itemDone(ResponseEvent.OutputItemDone done, Consumer<byte[]> out) {
        ObjectNode tree = shown(done);
        ItemId id = done.item().id();
        ObjectNode added = id == null ? null : growing.remove(id);
        if (added != null) {
            added.put("type", "conversation.item.done");
            added.put("event_id", done.eventId().value() + "d");
            added.set("item", tree.path("item").deepCopy());
            out.accept(BetaDialect.bytes(added));
        }
        out.accept(BetaDialect.bytes(tree));
    }

    /** Audio is not taken apart: only its name differs, and that stands before the audio. */
    private byte[] renamed(ServerEvent event) {
        byte[] json = codec.writeBytes(event);
        byte[] from = "\"response.audio.delta\"".getBytes(StandardCharsets.UTF_8);
        byte[] to = "\"response.output_audio.delta\"".getBytes(StandardCharsets.UTF_8);
        int at = indexOf(json, from);
        if (at < 0) {
            return BetaDialect.bytes(shown(event));
        }
        byte[] renamed = new byte[json.length + to.length - from.length];
        System.arraycopy(json, 0, renamed, 0, at);
        System.arraycopy(to, 0, renamed, at, to.length);
        System.arraycopy(
                json, at + from.length, renamed, at + to.length, json.length - at - from.length);
        return renamed;
    }

    private static int indexOf(byte[] json, byte[] name) {
        for (int at = 0; at + name.length <= Math.min(json.length, 200); at++) {
            if (Arrays.equals(json, at, at + name.length, name, 0, name.length)) {
                return at;
            }
        }
        return -1;
    }
}
