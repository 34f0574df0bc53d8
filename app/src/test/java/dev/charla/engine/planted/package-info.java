/** What the house rules must find. */
@NullMarked
package dev.charla.engine.planted;

import org.jspecify.annotations.NullMarked;
