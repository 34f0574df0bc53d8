/**
 * The service leg: opening, reconnecting and renewing sessions, and the way of each of their
 * events.
 */
@NullMarked
package dev.charla.conversation.service;

import org.jspecify.annotations.NullMarked;
