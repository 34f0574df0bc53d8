/**
 * The browser leg: what the page asks over HTTP, and its socket. docs/browser-leg.md describes it
 * from the other side.
 */
@NullMarked
package dev.charla.boot.browser;

import org.jspecify.annotations.NullMarked;
