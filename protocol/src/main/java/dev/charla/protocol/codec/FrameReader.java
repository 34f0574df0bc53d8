package dev.charla.protocol.codec;

import dev.charla.protocol.event.ServerEvent;
import dev.charla.protocol.request.ClientEvent;
import java.nio.ByteBuffer;

/**
 * Reads the messages of one connection. Returns the same as {@link ProtocolCodec}, but allocates
 * less for audio: only the event, its ID and its bytes. Confined to one thread.
 */
public final class FrameReader {
    private final ProtocolCodec codec;
    private final AudioFrameScanner scanner = new AudioFrameScanner();

    public FrameReader(ProtocolCodec codec) {
        this.codec = codec;
    }

    /** Reads what a client sent, in UTF-8, from position to limit; neither is moved. */
    public ClientEvent readClientEvent(ByteBuffer json) throws ProtocolException {
        return codec.readClientEvent(json, scanner);
    }

    /** Reads what the service sent, in UTF-8, from position to limit; neither is moved. */
    public ServerEvent readServerEvent(ByteBuffer json) throws ProtocolException {
        return codec.readServerEvent(json, scanner);
    }
}
