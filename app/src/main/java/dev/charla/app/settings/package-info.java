/** What settings were called before. */
@NullMarked
package dev.charla.app.settings;

import org.jspecify.annotations.NullMarked;
