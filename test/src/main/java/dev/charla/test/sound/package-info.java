/**
 * What is spoken and heard without a model: words as tones, and ears that understand them exactly.
 */
@NullMarked
package dev.charla.test.sound;

import org.jspecify.annotations.NullMarked;
