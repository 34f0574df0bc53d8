/**
 * Scripts: they replace recogniser, answers and voice, and inject faults. The session around them
 * is the real one.
 */
@NullMarked
package dev.charla.engine.script;

import org.jspecify.annotations.NullMarked;
