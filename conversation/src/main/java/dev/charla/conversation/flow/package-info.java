/**
 * Flows: steps that an agent takes a caller through, each with its instructions, its tools and its
 * exits. What changes from one to the next is in {@code agent}.
 */
@NullMarked
package dev.charla.conversation.flow;

import org.jspecify.annotations.NullMarked;
