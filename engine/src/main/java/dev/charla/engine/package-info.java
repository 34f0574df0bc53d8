/**
 * A Voice Live service in this process: {@link dev.charla.engine.Engine} opens sessions that hear,
 * think and speak with local components, and follow the service's own order of events.
 */
@NullMarked
package dev.charla.engine;

import org.jspecify.annotations.NullMarked;
