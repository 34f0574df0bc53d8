/** The engine as a Voice Live service at this server's address, and trying out skills. */
@NullMarked
package dev.charla.app.engine;

import org.jspecify.annotations.NullMarked;
