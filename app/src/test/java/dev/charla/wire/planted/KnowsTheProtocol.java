package dev.charla.wire.planted;

import dev.charla.protocol.codec.ProtocolCodec;

/** As sockets must not. */
public abstract class KnowsTheProtocol {
    abstract void know(ProtocolCodec codec);
}
