/** Tests of what a session can be asked to be. */
@NullMarked
package dev.charla.protocol.settings;

import org.jspecify.annotations.NullMarked;
