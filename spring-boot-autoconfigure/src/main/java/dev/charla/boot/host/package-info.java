/**
 * Charla in somebody else's application: what is there by itself, the page below a path of its own,
 * and the embedded engine behind a door that only this process has the key to.
 */
@NullMarked
package dev.charla.boot.host;

import org.jspecify.annotations.NullMarked;
