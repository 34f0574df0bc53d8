/** What the house rules must find. */
@NullMarked
package dev.charla.audio.planted;

import org.jspecify.annotations.NullMarked;
