/** What a phrase leaves open, a number or a date, read from the words themselves. Immutable. */
@NullMarked
package dev.charla.skills.slot;

import org.jspecify.annotations.NullMarked;
