/**
 * The engine behind its addresses: {@link dev.charla.engine.server.VoiceService} starts a server of
 * its own, and {@link dev.charla.engine.server.Reception} lets another server receive the engine's
 * clients. Sessions live on the event loops of the sockets they came by.
 */
@NullMarked
package dev.charla.engine.server;

import org.jspecify.annotations.NullMarked;
