/** What the agent answers: a model of the reply, whatever makes it. */
@NullMarked
package dev.charla.engine.reply;

import org.jspecify.annotations.NullMarked;
