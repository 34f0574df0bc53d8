/** A program of somebody else's, as a module: it sees what Charla's modules export. */
module outside {
    requires dev.charla.client;
    requires dev.charla.engine;
    requires dev.charla.testkit;
    requires dev.charla.wire;
    requires io.netty.common;
    requires io.netty.transport;
}
