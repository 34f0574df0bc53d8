/**
 * What a client sends to a service. Every event is a record; those that this version does not know
 * are kept as they came.
 */
@NullMarked
package dev.charla.protocol.request;

import org.jspecify.annotations.NullMarked;
