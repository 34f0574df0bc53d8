/** Virtual time for everything that a conversation does, threads included. */
@NullMarked
package dev.charla.test.time;

import org.jspecify.annotations.NullMarked;
