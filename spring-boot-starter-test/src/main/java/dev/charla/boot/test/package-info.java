/** Rehearses the agents of a Spring Boot application; docs/testing.md teaches it. */
@NullMarked
package dev.charla.boot.test;

import org.jspecify.annotations.NullMarked;
