/**
 * Measures what the relay adds: pages on one side of a Charla process and a Voice Live service on
 * the other, both of them here, exchange frames that carry the time at which they were due. Pages
 * and service share one event loop, so they have one clock and take one core.
 */
@NullMarked
package dev.charla.bench.relay;

import org.jspecify.annotations.NullMarked;
