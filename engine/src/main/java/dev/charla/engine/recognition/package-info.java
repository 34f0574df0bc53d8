/**
 * Speech to text, one utterance at a time. Recognisers work on threads of their own and report
 * through listeners; the session carries the reports to its loop.
 */
@NullMarked
package dev.charla.engine.recognition;

import org.jspecify.annotations.NullMarked;
