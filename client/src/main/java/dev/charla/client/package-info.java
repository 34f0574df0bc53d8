@NullMarked
package dev.charla.client;

import org.jspecify.annotations.NullMarked;
