/** Tools of the application's own, with the whole of Charla around them. */
@NullMarked
package dev.charla.app.tools;

import org.jspecify.annotations.NullMarked;
