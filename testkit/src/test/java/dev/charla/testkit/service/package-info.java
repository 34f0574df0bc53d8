/** The client against services that behave, and against those that do not. */
@NullMarked
package dev.charla.testkit.service;

import org.jspecify.annotations.NullMarked;
