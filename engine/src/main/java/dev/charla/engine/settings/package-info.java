/**
 * What a session was asked to be and may be: the rules that a change is held against, and what is
 * told of them. No state but what is handed over.
 */
@NullMarked
package dev.charla.engine.settings;

import org.jspecify.annotations.NullMarked;
