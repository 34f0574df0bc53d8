/** What the house rules must find. */
@NullMarked
package dev.charla.planted.two;

import org.jspecify.annotations.NullMarked;
