/** From appended audio to turns with words. Runs on the session's loop. */
@NullMarked
package dev.charla.engine.hearing;

import org.jspecify.annotations.NullMarked;
