/**
 * What may be said in a conversation, as an application has it: guards see the words of one party
 * as they grow, and let them pass, replace them or stop them. What asks them is in {@code
 * guarding}.
 */
@NullMarked
package dev.charla.conversation.guard;

import org.jspecify.annotations.NullMarked;
