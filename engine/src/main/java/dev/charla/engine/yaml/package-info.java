/** Files that users write in YAML, read so that every problem can be told with file and line. */
@NullMarked
package dev.charla.engine.yaml;

import org.jspecify.annotations.NullMarked;
