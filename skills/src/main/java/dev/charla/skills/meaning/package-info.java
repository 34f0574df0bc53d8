/**
 * Which sentences mean the same, whatever their words: a port to a sentence model, and the search
 * for the nearest of many examples. Called by the skills on the thread that answers.
 */
@NullMarked
package dev.charla.skills.meaning;

import org.jspecify.annotations.NullMarked;
