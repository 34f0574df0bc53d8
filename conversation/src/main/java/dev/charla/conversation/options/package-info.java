/**
 * What an application says about a conversation: settings, limits, greeting, continuity, and who is
 * told what happens.
 */
@NullMarked
package dev.charla.conversation.options;

import org.jspecify.annotations.NullMarked;
