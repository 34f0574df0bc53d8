@NullMarked
package dev.charla.audio;

import org.jspecify.annotations.NullMarked;
