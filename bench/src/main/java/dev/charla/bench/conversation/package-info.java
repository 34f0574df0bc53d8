/**
 * The load generator: callers that talk with a running Charla over its browser leg, as the page
 * does, and time what they notice. Each caller has a virtual thread of its own, on which all of a
 * conversation happens; only the socket's callbacks run elsewhere, and hand over through a queue.
 * Written against docs/browser-leg.md alone, without the server's classes.
 */
@NullMarked
package dev.charla.bench.conversation;

import org.jspecify.annotations.NullMarked;
