/** The Spring Boot application: starts everything and wires it together by hand. */
@NullMarked
package dev.charla.app;

import org.jspecify.annotations.NullMarked;
