/** One connection to a voice service. */
module dev.charla.client {
    requires static transitive org.jspecify;
    requires transitive dev.charla.loop;
    requires transitive dev.charla.protocol;
    requires dev.charla.wire;
    requires static com.azure.identity;
    requires static transitive com.azure.core;
    requires org.slf4j;
    requires io.netty.transport;
    requires io.netty.codec.http;
    requires transitive io.netty.buffer;
    requires io.netty.codec;
    requires io.netty.common;
    requires io.netty.handler;
    requires io.netty.transport.classes.epoll;

    exports dev.charla.client;
}
