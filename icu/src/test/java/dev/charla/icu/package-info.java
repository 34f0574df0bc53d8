/** What is left of ICU is held against what the voice asks of it. */
@NullMarked
package dev.charla.icu;

import org.jspecify.annotations.NullMarked;
