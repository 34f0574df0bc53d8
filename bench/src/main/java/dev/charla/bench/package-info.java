@NullMarked
package dev.charla.bench;

import org.jspecify.annotations.NullMarked;
