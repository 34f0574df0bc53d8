package dev.charla.conversation.guard;

import dev.charla.conversation.function.Conversation;
import org.jspecify.annotations.Nullable;

/**
 * What one party has said in one item by now.
 *
 * @param text from the item's beginning; it may end within a word while it is not whole
 * @param whole whether nothing more comes
 * @param caller who signed in and talks with the agent; null for nobody by name
 * @param conversation for what is to be done beside the verdict, such as to end it; null only where
 *     a test asks the guard
 */
public record SoFar(
        String text, boolean whole, @Nullable String caller, @Nullable Conversation conversation) {
    /** Where there is no conversation, as in a test of a guard. */
    public SoFar(String text, boolean whole, @Nullable String caller) {
        this(text, whole, caller, null);
    }
}
