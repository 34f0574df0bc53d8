/** What the house rules must find. */
@NullMarked
package dev.charla.agent.planted;

import org.jspecify.annotations.NullMarked;
