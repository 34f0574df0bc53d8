/**
 * Agents as classes of the application's own, and what the application says about who may talk with
 * them.
 */
@NullMarked
package dev.charla.boot.agent;

import org.jspecify.annotations.NullMarked;
