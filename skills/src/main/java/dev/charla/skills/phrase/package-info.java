/** How a skill may be asked for, and whether words fit. Immutable. */
@NullMarked
package dev.charla.skills.phrase;

import org.jspecify.annotations.NullMarked;
