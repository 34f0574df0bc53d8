/**
 * A voice service: sessions, turn-taking, responses, scripts, ports for ears, voice, models and
 * MCP, and a server.
 */
@SuppressWarnings({"requires-automatic", "requires-transitive-automatic"}) // Reactor Netty
module dev.charla.engine {
    requires static transitive org.jspecify;
    requires transitive dev.charla.loop;
    requires transitive dev.charla.protocol;
    requires transitive dev.charla.audio;
    requires transitive dev.charla.wire;
    requires tools.jackson.dataformat.yaml;
    requires transitive reactor.netty.http;
    requires reactor.netty.core;
    requires transitive reactor.core;
    requires org.reactivestreams;
    requires io.netty.codec.http2; // Reactor Netty names nothing that it needs
    requires org.slf4j;
    requires java.management;
    requires jdk.management;
    requires static com.google.errorprone.annotations;

    exports dev.charla.engine;
    exports dev.charla.engine.cleaning;
    exports dev.charla.engine.endpointing;
    exports dev.charla.engine.hearing;
    exports dev.charla.engine.leg;
    exports dev.charla.engine.mcp;
    exports dev.charla.engine.model;
    exports dev.charla.engine.recognition;
    exports dev.charla.engine.reply;
    exports dev.charla.engine.response;
    exports dev.charla.engine.script;
    exports dev.charla.engine.server;
    exports dev.charla.engine.session;
    exports dev.charla.engine.settings;
    exports dev.charla.engine.synthesis;
    exports dev.charla.engine.words;
    exports dev.charla.engine.yaml;
}
