/**
 * The same events in other words: how clients of OpenAI's Realtime API say and read them. Maps JSON
 * to JSON, so that a service knows one vocabulary only. Every object is confined to one thread.
 */
@NullMarked
package dev.charla.protocol.dialect;

import org.jspecify.annotations.NullMarked;
