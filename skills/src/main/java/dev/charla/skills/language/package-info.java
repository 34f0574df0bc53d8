/**
 * What differs between languages: words of numbers, sums, units, and what is no word to be heard.
 * Immutable.
 */
@NullMarked
package dev.charla.skills.language;

import org.jspecify.annotations.NullMarked;
