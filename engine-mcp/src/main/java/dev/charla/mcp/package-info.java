/** Reaches MCP servers with the SDK of the Model Context Protocol. */
@NullMarked
package dev.charla.mcp;

import org.jspecify.annotations.NullMarked;
