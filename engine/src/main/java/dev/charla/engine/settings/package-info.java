/** The settings of a session: validation of changes, and how they are echoed. Stateless. */
@NullMarked
package dev.charla.engine.settings;

import org.jspecify.annotations.NullMarked;
