/** The engine as a Voice Live service: its address, and what it is made of. */
@NullMarked
package dev.charla.app.engine;

import org.jspecify.annotations.NullMarked;
