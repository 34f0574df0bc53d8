/** What is kept of a conversation, and what is left of it for people to look at and listen to. */
@NullMarked
package dev.charla.test.report;

import org.jspecify.annotations.NullMarked;
