/**
 * A script in the place of ears, mind and voice, and of a service in trouble: what is heard and
 * answered, when, and what goes wrong. The session around it is the real one.
 */
@NullMarked
package dev.charla.engine.script;

import org.jspecify.annotations.NullMarked;
