package dev.charla.protocol.dialect;

import dev.charla.protocol.codec.ProtocolCodec;
import dev.charla.protocol.codec.ProtocolException;
import dev.charla.protocol.event.ServerEvent;
import dev.charla.protocol.request.ClientEvent;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/** The event names and shapes of one connection's client. Confined to one thread. */
public interface Dialect {
    /** Reads what the client sent, in UTF-8, from position to limit; neither is moved. */
    ClientEvent read(ByteBuffer json) throws ProtocolException;

    /**
     * Translates an event for the client.
     *
     * @param out receives the resulting messages in order: usually one, perhaps none
     */
    void write(ServerEvent event, Consumer<byte[]> out);

    /**
     * Voice Live's own dialect. If the client's first settings have OpenAI's GA shape, it switches
     * to the GA dialect.
     */
    static Dialect voiceLive(ProtocolCodec codec) {
        return new VoiceLiveDialect(codec);
    }

    /** OpenAI's Realtime API before general availability: Voice Live without Azure's additions. */
    static Dialect openAiBeta(ProtocolCodec codec) {
        return new BetaDialect(codec);
    }

    /** OpenAI's Realtime API. */
    static Dialect openAi(ProtocolCodec codec) {
        return new GaDialect(codec);
    }
}
