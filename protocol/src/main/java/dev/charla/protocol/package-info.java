@NullMarked
package dev.charla.protocol;

import org.jspecify.annotations.NullMarked;
