/**
 * Sentences as words, whatever way they came: as typed, misspelt, contracted, or as they sound.
 * Immutable.
 */
@NullMarked
package dev.charla.skills.words;

import org.jspecify.annotations.NullMarked;
