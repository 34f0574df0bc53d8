/** Pages of a running application, from the outside. */
@NullMarked
package dev.charla.app.browser;

import org.jspecify.annotations.NullMarked;
