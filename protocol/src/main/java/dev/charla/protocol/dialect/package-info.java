/**
 * Dialects: the events as clients of OpenAI's Realtime API send and read them. Maps JSON to JSON,
 * so that a service knows only one vocabulary. Every object is confined to one thread.
 */
@NullMarked
package dev.charla.protocol.dialect;

import org.jspecify.annotations.NullMarked;
