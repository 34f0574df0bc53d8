/**
 * What a service sends to a client. Every event is a record; those that this version does not know
 * are kept as they came.
 */
@NullMarked
package dev.charla.protocol.event;

import org.jspecify.annotations.NullMarked;
