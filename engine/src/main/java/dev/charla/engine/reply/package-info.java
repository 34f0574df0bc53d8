/** What the agent answers: the port to reply models, and the guard for language models. */
@NullMarked
package dev.charla.engine.reply;

import org.jspecify.annotations.NullMarked;
