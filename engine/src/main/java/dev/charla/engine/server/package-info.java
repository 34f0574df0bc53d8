/**
 * The engine's endpoints: {@link dev.charla.engine.server.VoiceService} starts its own server;
 * {@link dev.charla.engine.server.Reception} accepts clients for another server. Sessions live on
 * the event loops of their sockets.
 */
@NullMarked
package dev.charla.engine.server;

import org.jspecify.annotations.NullMarked;
