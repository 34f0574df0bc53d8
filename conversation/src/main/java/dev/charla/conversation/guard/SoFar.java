package dev.charla.conversation.guard;

import org.jspecify.annotations.Nullable;

/**
 * What one party has said in one item by now.
 *
 * @param text from the item's beginning; it may end within a word while it is not whole
 * @param whole whether nothing more comes
 * @param caller who signed in and talks with the agent; null for nobody by name
 */
public record SoFar(String text, boolean whole, @Nullable String caller) {}
