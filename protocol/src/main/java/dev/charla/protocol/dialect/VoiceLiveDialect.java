package dev.charla.protocol.dialect;

import dev.charla.protocol.codec.FrameReader;
import dev.charla.protocol.codec.ProtocolCodec;
import dev.charla.protocol.codec.ProtocolException;
import dev.charla.protocol.event.ServerEvent;
import dev.charla.protocol.request.ClientEvent;
import dev.charla.protocol.request.SessionRequest;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The events as they are, until the client turns out to speak OpenAI's GA shape. */
final class VoiceLiveDialect implements Dialect {
    private final ProtocolCodec codec;
    private final FrameReader reader;
    private boolean configured;
    private @Nullable Dialect other;

    VoiceLiveDialect(ProtocolCodec codec) {
        this.codec = codec;
        this.reader = new FrameReader(codec);
    }

    @Override
    public ClientEvent read(ByteBuffer json) throws ProtocolException {
        if (other != null) {
            return other.read(json);
        }
        ClientEvent event = reader.readClientEvent(json);
        if (!configured && event instanceof SessionRequest.Update update) {
            configured = true;
            Map<String, JsonNode> extra = update.session().extra();
            if (extra.containsKey("type") || extra.containsKey("audio")) {
                other = new GaDialect(codec);
                return other.read(json);
            }
        }
        return event;
    }

    @Override
    public void write(ServerEvent event, Consumer<byte[]> out) {
        if (other != null) {
            other.write(event, out);
        } else {
            out.accept(codec.writeBytes(event));
        }
    }
}
