/**
 * Shared JSON conventions of the records: the type member, members that may be absent or null,
 * audio in base64, and members of a later version.
 */
@NullMarked
package dev.charla.protocol.json;

import org.jspecify.annotations.NullMarked;
