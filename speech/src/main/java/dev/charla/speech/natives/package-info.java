/**
 * How native speech libraries are reached. Their jars are not part of the application: {@link
 * dev.charla.speech.natives.Library} loads them from the folder of models, together with the one
 * class of ours that calls each of them. The interfaces here are all that the rest knows of them.
 */
@NullMarked
package dev.charla.speech.natives;

import org.jspecify.annotations.NullMarked;
