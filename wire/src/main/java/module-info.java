/** WebSocket frames both ways, event loops, and what client and servers share of a socket. */
@SuppressWarnings({"requires-automatic", "requires-transitive-automatic"}) // Reactor Netty
module dev.charla.wire {
    requires static transitive org.jspecify;
    requires transitive dev.charla.loop;
    requires transitive io.netty.buffer;
    requires transitive io.netty.codec.http;
    requires transitive io.netty.transport;
    requires io.netty.common;
    requires io.netty.codec;
    requires io.netty.handler;
    requires org.slf4j;
    requires static transitive reactor.netty.http; // the servers' side alone
    requires static transitive reactor.netty.core;
    requires static transitive reactor.core;
    requires static org.reactivestreams;

    exports dev.charla.wire;
}
