/** What every HTTP answer carries and every request must satisfy. */
@NullMarked
package dev.charla.app.web;

import org.jspecify.annotations.NullMarked;
