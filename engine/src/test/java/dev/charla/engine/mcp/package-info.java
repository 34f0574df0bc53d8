/** The connector against real MCP servers on this machine. */
@NullMarked
package dev.charla.engine.mcp;

import org.jspecify.annotations.NullMarked;
