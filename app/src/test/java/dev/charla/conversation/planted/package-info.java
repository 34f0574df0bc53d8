/** What the house rules must find. */
@NullMarked
package dev.charla.conversation.planted;

import org.jspecify.annotations.NullMarked;
