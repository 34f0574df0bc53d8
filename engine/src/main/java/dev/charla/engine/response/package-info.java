/**
 * Responses: which one is active, how it is made off the loop, and the chain of events that tells
 * of it. A response ends exactly once, however many things happen to it at the same time.
 */
@NullMarked
package dev.charla.engine.response;

import org.jspecify.annotations.NullMarked;
