/** Tests of the protocol's words and their JSON. */
@NullMarked
package dev.charla.protocol.codec;

import org.jspecify.annotations.NullMarked;
