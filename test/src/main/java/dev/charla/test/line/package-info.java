/**
 * Both ends of a conversation in one process: the service behind no socket, and a page without a
 * browser.
 */
@NullMarked
package dev.charla.test.line;

import org.jspecify.annotations.NullMarked;
