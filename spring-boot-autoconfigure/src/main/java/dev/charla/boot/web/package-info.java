/** What every answer to a page carries, and which pages are answered. */
@NullMarked
package dev.charla.boot.web;

import org.jspecify.annotations.NullMarked;
