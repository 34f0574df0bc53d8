/**
 * {@code ./charla doctor}: looks at the settings and visits the service once, and says in a line
 * each what is right and what is not. Runs without the server.
 */
@NullMarked
package dev.charla.app.doctor;

import org.jspecify.annotations.NullMarked;
