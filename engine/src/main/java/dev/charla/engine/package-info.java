/**
 * A Voice Live service in this process: {@link dev.charla.engine.Engine} opens sessions that
 * recognise, answer and speak with local components, and send events in Azure's order.
 */
@NullMarked
package dev.charla.engine;

import org.jspecify.annotations.NullMarked;
