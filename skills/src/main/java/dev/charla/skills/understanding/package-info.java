/** Which skill was meant where no phrase fits: by sound, by meaning, by what was said before. */
@NullMarked
package dev.charla.skills.understanding;

import org.jspecify.annotations.NullMarked;
