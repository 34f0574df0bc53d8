/** The cleaning of the engine, with what a person would hear. */
@NullMarked
package dev.charla.speech.cleaning;

import org.jspecify.annotations.NullMarked;
