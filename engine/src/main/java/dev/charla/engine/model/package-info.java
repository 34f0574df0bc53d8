/** Files of neural networks, for the modules that run them. */
@NullMarked
package dev.charla.engine.model;

import org.jspecify.annotations.NullMarked;
