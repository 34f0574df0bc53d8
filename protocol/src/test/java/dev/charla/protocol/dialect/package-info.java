@NullMarked
package dev.charla.protocol.dialect;

import org.jspecify.annotations.NullMarked;
