/**
 * The tools that the application has, for agents that name them. At the start; calls: any thread.
 */
@NullMarked
package dev.charla.boot.tools;

import org.jspecify.annotations.NullMarked;
