/**
 * Benchmarks of what runs fifty times a second in every conversation. JMH generates a class around
 * each; its runner starts them in a Java process of their own.
 */
@NullMarked
package dev.charla.bench.micro;

import org.jspecify.annotations.NullMarked;
