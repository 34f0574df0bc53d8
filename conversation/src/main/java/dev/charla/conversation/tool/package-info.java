/**
 * What the page shows of tools, what of their use is carried into a next session, and how those of
 * the application's own are run. On the session's loop, but for the tools themselves.
 */
@NullMarked
package dev.charla.conversation.tool;

import org.jspecify.annotations.NullMarked;
