/** The audio of both ways: the microphone up, playback down, and what of it was not heard. */
@NullMarked
package dev.charla.conversation.sound;

import org.jspecify.annotations.NullMarked;
