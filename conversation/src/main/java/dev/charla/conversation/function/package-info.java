/**
 * Tools of the application's own, as a conversation is given them: what they are called, what they
 * take, how they are to be run, and on which threads. What runs them is in {@code tool}.
 */
@NullMarked
package dev.charla.conversation.function;

import org.jspecify.annotations.NullMarked;
