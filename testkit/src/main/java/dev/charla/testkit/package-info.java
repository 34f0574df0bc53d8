@NullMarked
package dev.charla.testkit;

import org.jspecify.annotations.NullMarked;
