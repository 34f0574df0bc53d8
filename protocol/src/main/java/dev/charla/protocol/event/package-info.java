/** Events of a service. Every event is a record; unknown events are kept as they arrived. */
@NullMarked
package dev.charla.protocol.event;

import org.jspecify.annotations.NullMarked;
