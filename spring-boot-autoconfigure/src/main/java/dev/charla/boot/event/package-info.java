/** What becomes of conversations, as events of the application that they take place in. */
@NullMarked
package dev.charla.boot.event;

import org.jspecify.annotations.NullMarked;
