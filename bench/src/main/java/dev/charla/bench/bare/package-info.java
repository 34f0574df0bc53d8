/**
 * What a relay costs on Reactor Netty with nothing else in it, for Charla to be compared with: no
 * captions, no barge-in, no limits, no second chance.
 */
@NullMarked
package dev.charla.bench.bare;

import org.jspecify.annotations.NullMarked;
