/** The engine as settings and beans have it: what it is made of, and how it is reached in here. */
@NullMarked
package dev.charla.boot.engine;

import org.jspecify.annotations.NullMarked;
