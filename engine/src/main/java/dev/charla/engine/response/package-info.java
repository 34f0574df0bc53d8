/**
 * Responses: which one is active, how it is generated off the loop, and its sequence of events. A
 * response ends exactly once, even if several events end it at the same time.
 */
@NullMarked
package dev.charla.engine.response;

import org.jspecify.annotations.NullMarked;
