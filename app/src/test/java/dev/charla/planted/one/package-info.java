/** What the house rules must find. */
@NullMarked
package dev.charla.planted.one;

import org.jspecify.annotations.NullMarked;
