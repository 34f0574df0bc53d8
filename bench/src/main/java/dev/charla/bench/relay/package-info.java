/**
 * Measures what a relay adds and costs: pages on one side of a process and a Voice Live service on
 * the other, both of them here, exchange frames that carry the time at which they were due. Pages
 * and service share one thread, so they have one clock and take one core. The process may be
 * Charla, or what else one could take.
 */
@NullMarked
package dev.charla.bench.relay;

import org.jspecify.annotations.NullMarked;
