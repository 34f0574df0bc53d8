/** The guards of an application, found at the start of the server and given to its agents. */
@NullMarked
package dev.charla.boot.guards;

import org.jspecify.annotations.NullMarked;
