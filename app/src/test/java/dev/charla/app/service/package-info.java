/** The application against services of all kinds. */
@NullMarked
package dev.charla.app.service;

import org.jspecify.annotations.NullMarked;
