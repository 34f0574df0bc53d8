/**
 * The command line of {@code charla-bench.jar}: picks a bench and says how it went with an exit
 * code. One thread.
 */
@NullMarked
package dev.charla.bench;

import org.jspecify.annotations.NullMarked;
