/** What the house rules must find. */
@NullMarked
package dev.charla.client.planted;

import org.jspecify.annotations.NullMarked;
