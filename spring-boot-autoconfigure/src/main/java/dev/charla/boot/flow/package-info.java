/** Flows of an application's own: steps as records, and the ways from one to another. */
@NullMarked
package dev.charla.boot.flow;

import org.jspecify.annotations.NullMarked;
