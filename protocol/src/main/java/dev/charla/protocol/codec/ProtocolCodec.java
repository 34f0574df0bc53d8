package dev.charla.protocol.codec;

import dev.charla.protocol.event.ServerEvent;
import dev.charla.protocol.item.EventId;
import dev.charla.protocol.json.AudioBytes;
import dev.charla.protocol.json.ProtocolLimits;
import dev.charla.protocol.json.WireTypes;
import dev.charla.protocol.request.ClientEvent;
import dev.charla.protocol.request.InputAudioBufferRequest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Encodes and decodes events as JSON. Any thread.
 *
 * <p>Client events are read strictly: a missing member or one of another type is refused with the
 * error code and the path that Azure would name. Service events are read leniently: missing numbers
 * are zero, missing texts and lists empty. Unknown members are kept in settings, items and
 * responses and dropped elsewhere; unknown types and values of open sets are kept.
 */
public final class ProtocolCodec {
    static final Map<String, Class<? extends ClientEvent>> CLIENT_EVENTS =
            WireTypes.of(ClientEvent.class);
    static final Map<String, Class<? extends ServerEvent>> SERVER_EVENTS =
            WireTypes.of(ServerEvent.class);

    private final ProtocolLimits limits;
    private final JsonMapper clientMapper;
    private final JsonMapper serverMapper;
    private final ObjectReader clientReader;
    private final ObjectReader serverReader;
    private final ObjectWriter clientWriter;
    private final ObjectWriter serverWriter;

    /** A codec with {@link ProtocolLimits#DEFAULT}. */
    public ProtocolCodec() {
        this(ProtocolLimits.DEFAULT);
    }

    public ProtocolCodec(ProtocolLimits limits) {
        this.limits = limits;
        clientMapper = EventMapper.forClientEvents(limits);
        serverMapper = EventMapper.forServerEvents(limits);
        clientReader = clientMapper.readerFor(ClientEvent.class);
        serverReader = serverMapper.readerFor(ServerEvent.class);
        clientWriter = clientMapper.writerWithView(Object.class);
        serverWriter = serverMapper.writer();
    }

    /** The event as JSON text. */
    public String write(ClientEvent event) {
        return clientWriter.writeValueAsString(event);
    }

    /** The event as JSON in UTF-8. */
    public byte[] writeBytes(ClientEvent event) {
        if (event instanceof InputAudioBufferRequest.Append(AudioBytes audio, EventId name)
                && name == null) {
            return AppendFrame.of(audio);
        }
        return clientWriter.writeValueAsBytes(event);
    }

    /**
     * The event as JSON text.
     *
     * @throws IllegalArgumentException when the event has no name
     */
    public String write(ServerEvent event) {
        return serverWriter.writeValueAsString(named(event));
    }

    /**
     * The event as JSON in UTF-8.
     *
     * @throws IllegalArgumentException when the event has no name
     */
    public byte[] writeBytes(ServerEvent event) {
        return serverWriter.writeValueAsBytes(named(event));
    }

    /** Reads what a client sent. */
    public ClientEvent readClientEvent(String json) throws ProtocolException {
        return readClientEvent(json.getBytes(StandardCharsets.UTF_8));
    }

    /** Reads what a client sent, in UTF-8. */
    public ClientEvent readClientEvent(byte[] json) throws ProtocolException {
        return readClientEvent(json, 0, json.length);
    }

    /** Reads what a client sent, in UTF-8; the array is not kept. */
    public ClientEvent readClientEvent(byte[] json, int offset, int length)
            throws ProtocolException {
        return readClientEvent(ByteBuffer.wrap(json, offset, length));
    }

    /** Reads what a client sent, in UTF-8, from position to limit; neither is moved. */
    public ClientEvent readClientEvent(ByteBuffer json) throws ProtocolException {
        return readClientEvent(json, new AudioFrameScanner());
    }

    ClientEvent readClientEvent(ByteBuffer json, AudioFrameScanner scanner)
            throws ProtocolException {
        checkSize(json);
        ClientEvent audio = scanner.append(json);
        return audio != null ? audio : readAnyClientEvent(json);
    }

    /** Like {@link #readClientEvent(ByteBuffer)}, always through a tree. */
    ClientEvent readAnyClientEvent(ByteBuffer json) throws ProtocolException {
        return readClientEvent(readClientTree(json));
    }

    /**
     * Reads what a client sent, in UTF-8, as a tree, for dialects with other names. The caller may
     * change it.
     */
    public ObjectNode readClientTree(ByteBuffer json) throws ProtocolException {
        checkSize(json);
        return readObject(clientMapper, json);
    }

    /** The event as a tree, which the caller may change. */
    public ObjectNode toTree(ServerEvent event) {
        return serverMapper.valueToTree(named(event));
    }

    /** Reads what a client said. */
    public ClientEvent readClientEvent(ObjectNode event) throws ProtocolException {
        try {
            return clientReader.readValue(event);
        } catch (JacksonException failure) {
            throw ReadFailures.translate(failure, event);
        }
    }

    /** Reads what the service sent. */
    public ServerEvent readServerEvent(String json) throws ProtocolException {
        return readServerEvent(json.getBytes(StandardCharsets.UTF_8));
    }

    /** Reads what the service sent, in UTF-8. */
    public ServerEvent readServerEvent(byte[] json) throws ProtocolException {
        return readServerEvent(json, 0, json.length);
    }

    /** Reads what the service sent, in UTF-8; the array is not kept. */
    public ServerEvent readServerEvent(byte[] json, int offset, int length)
            throws ProtocolException {
        return readServerEvent(ByteBuffer.wrap(json, offset, length));
    }

    /** Reads what the service sent, in UTF-8, from position to limit; neither is moved. */
    public ServerEvent readServerEvent(ByteBuffer json) throws ProtocolException {
        return readServerEvent(json, new AudioFrameScanner());
    }

    ServerEvent readServerEvent(ByteBuffer json, AudioFrameScanner scanner)
            throws ProtocolException {
        checkSize(json);
        ServerEvent audio = scanner.audioDelta(json);
        return audio != null ? audio : readAnyServerEvent(json);
    }

    /** Like {@link #readServerEvent(ByteBuffer)}, always through a tree. */
    ServerEvent readAnyServerEvent(ByteBuffer json) throws ProtocolException {
        ObjectNode event = readObject(serverMapper, json);
        try {
            return serverReader.readValue(event);
        } catch (JacksonException failure) {
            throw ReadFailures.translate(failure, event);
        }
    }

    private static ServerEvent named(ServerEvent event) {
        if (event.eventId().equals(EventId.NONE)) {
            throw new IllegalArgumentException("a service event needs a name: " + event.type());
        }
        return event;
    }

    private void checkSize(ByteBuffer json) throws ProtocolException {
        if (json.remaining() > limits.messageBytes()) {
            throw ReadFailures.invalidEvent("The event is larger than this service reads.");
        }
    }

    private static ObjectNode readObject(JsonMapper mapper, ByteBuffer json)
            throws ProtocolException {
        JsonNode tree;
        try {
            tree = readTree(mapper, json);
        } catch (StreamConstraintsException tooMuch) {
            throw ReadFailures.invalidEvent("The event is nested deeper than this service reads.");
        } catch (DatabindException twice) {
            throw ReadFailures.invalidJson(
                    "The event names a member twice or goes on after its end.");
        } catch (JacksonException notJson) {
            throw ReadFailures.invalidJson("The event is not valid JSON.");
        }
        if (tree instanceof ObjectNode object) {
            return object;
        }
        throw tree.isMissingNode()
                ? ReadFailures.invalidJson("The event is not valid JSON.")
                : ReadFailures.invalidEvent("The event is not a JSON object.");
    }

    private static JsonNode readTree(JsonMapper mapper, ByteBuffer json) {
        if (json.hasArray()) {
            return mapper.readTree(
                    json.array(), json.arrayOffset() + json.position(), json.remaining());
        }
        byte[] copy = new byte[json.remaining()];
        json.get(json.position(), copy);
        return mapper.readTree(copy);
    }
}
