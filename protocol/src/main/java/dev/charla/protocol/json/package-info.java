/**
 * What records of the vocabulary have in common as JSON: the member that tells the kind, members
 * that may be absent or null, audio in Base64, and members of a later version.
 */
@NullMarked
package dev.charla.protocol.json;

import org.jspecify.annotations.NullMarked;
