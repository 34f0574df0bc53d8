package dev.charla.protocol.dialect;

import dev.charla.protocol.codec.ProtocolCodec;
import dev.charla.protocol.codec.ProtocolException;
import dev.charla.protocol.event.ServerEvent;
import dev.charla.protocol.request.ClientEvent;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/** How the client of one connection words events. Confined to one thread. */
public interface Dialect {
    /** Reads what the client sent, in UTF-8, from position to limit; neither is moved. */
    ClientEvent read(ByteBuffer json) throws ProtocolException;

    /**
     * Words an event for the client.
     *
     * @param out takes the messages it becomes, in their order: usually one, perhaps none
     */
    void write(ServerEvent event, Consumer<byte[]> out);

    /**
     * Voice Live's own words, for as long as the client uses them: one whose first settings are
     * those of OpenAI's GA shape is answered in that from then on.
     */
    static Dialect voiceLive(ProtocolCodec codec) {
        return new VoiceLiveDialect(codec);
    }

    /** OpenAI's Realtime API as it was before general availability: Voice Live without Azure's. */
    static Dialect openAiBeta(ProtocolCodec codec) {
        return new BetaDialect(codec);
    }

    /** OpenAI's Realtime API. */
    static Dialect openAi(ProtocolCodec codec) {
        return new GaDialect(codec);
    }
}
