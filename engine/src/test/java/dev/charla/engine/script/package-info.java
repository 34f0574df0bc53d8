/** A whole engine that follows scripts, on virtual time. */
@NullMarked
package dev.charla.engine.script;

import org.jspecify.annotations.NullMarked;
