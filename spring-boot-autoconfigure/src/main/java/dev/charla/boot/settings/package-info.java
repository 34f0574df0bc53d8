/** How a setting that cannot be used is told: which one, what is wrong with it, what to do. */
@NullMarked
package dev.charla.boot.settings;

import org.jspecify.annotations.NullMarked;
