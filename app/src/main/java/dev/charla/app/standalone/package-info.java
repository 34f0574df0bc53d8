/** The Voice Live service alone, without the page: {@code ./charla service}. */
@NullMarked
package dev.charla.app.standalone;

import org.jspecify.annotations.NullMarked;
