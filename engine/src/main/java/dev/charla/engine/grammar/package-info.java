/**
 * Finds which sentence of a grammar was said, or that it was none: the grammar becomes a graph of
 * words without two states alike, that becomes a graph of phones in context, and a beam search goes
 * through it frame by frame. Beside it runs a loop of all phones; where what was said fits that
 * much better than the best sentence, it was none of them.
 *
 * <p>The graph and the acoustic model are immutable and shared by all decoders; a decoder owns only
 * what its one utterance has reached. Decoders are confined to one thread each.
 */
@NullMarked
package dev.charla.engine.grammar;

import org.jspecify.annotations.NullMarked;
