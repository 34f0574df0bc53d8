/** What makes the answers of skills: clock, sums, timers, quiz and the rest. */
@NullMarked
package dev.charla.skills.answer;

import org.jspecify.annotations.NullMarked;
