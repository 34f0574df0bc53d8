/**
 * What a conversation consists of, messages and calls with their parts, and how things are named.
 */
@NullMarked
package dev.charla.protocol.item;

import org.jspecify.annotations.NullMarked;
