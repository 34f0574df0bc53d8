/** Calls of MCP servers that a session makes by itself. Confined to the session's loop. */
@NullMarked
package dev.charla.engine.tools;

import org.jspecify.annotations.NullMarked;
