/** What the page shows of tools, and what of their use is carried into a next session. */
@NullMarked
package dev.charla.conversation.tool;

import org.jspecify.annotations.NullMarked;
