/** Clients of others, unmodified, against the offline service. */
@NullMarked
package dev.charla.app.interop;

import org.jspecify.annotations.NullMarked;
