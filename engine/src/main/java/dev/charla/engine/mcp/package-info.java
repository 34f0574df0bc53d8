/**
 * Reaches the MCP servers that clients name: which of them may be reached, what tools they have,
 * and the calls of these. Sessions call it from virtual threads of their own, since all of it may
 * block.
 */
@NullMarked
package dev.charla.engine.mcp;

import org.jspecify.annotations.NullMarked;
