/**
 * Values that people say and that are easily misheard: how they are read from what was said or
 * typed, and how they are read back.
 */
@NullMarked
package dev.charla.conversation.capture;

import org.jspecify.annotations.NullMarked;
