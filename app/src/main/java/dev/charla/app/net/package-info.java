/**
 * A WebSocket on the server's side, on its own event loop: what the browser leg and the engine's
 * address share.
 */
@NullMarked
package dev.charla.app.net;

import org.jspecify.annotations.NullMarked;
