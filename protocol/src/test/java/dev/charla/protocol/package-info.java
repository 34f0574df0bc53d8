/** Tests of the protocol's words and their JSON. */
@NullMarked
package dev.charla.protocol;

import org.jspecify.annotations.NullMarked;
