/** What the house rules must find. */
@NullMarked
package dev.charla.wire.planted;

import org.jspecify.annotations.NullMarked;
