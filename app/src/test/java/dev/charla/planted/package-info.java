/** What the house rules must find. */
@NullMarked
package dev.charla.planted;

import org.jspecify.annotations.NullMarked;
