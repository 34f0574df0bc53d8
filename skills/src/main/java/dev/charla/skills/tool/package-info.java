/**
 * Skills that call function tools of the session's client: arguments from slots, and results as
 * words. Called by a conversation's dialogue, on the thread that answers.
 */
@NullMarked
package dev.charla.skills.tool;

import org.jspecify.annotations.NullMarked;
