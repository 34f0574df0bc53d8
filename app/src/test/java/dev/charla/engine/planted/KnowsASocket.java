package dev.charla.engine.planted;

import dev.charla.wire.NettySocket;
import io.netty.buffer.ByteBuf;
import reactor.core.Disposable;

/** As the engine must not outside its server. */
public abstract class KnowsASocket {
    abstract void know(NettySocket socket);

    abstract void know(ByteBuf bytes);

    abstract void know(Disposable disposable);
}
