@NullMarked
package dev.charla.speech.moonshine;

import org.jspecify.annotations.NullMarked;
