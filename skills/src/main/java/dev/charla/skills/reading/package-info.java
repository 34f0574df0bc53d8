/** From the YAML of a definition to skills; what is wrong with it is told by file and place. */
@NullMarked
package dev.charla.skills.reading;

import org.jspecify.annotations.NullMarked;
