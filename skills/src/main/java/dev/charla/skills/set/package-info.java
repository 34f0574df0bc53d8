/** A set of skills, what was taken for which, and one turn of a conversation with them. */
@NullMarked
package dev.charla.skills.set;

import org.jspecify.annotations.NullMarked;
