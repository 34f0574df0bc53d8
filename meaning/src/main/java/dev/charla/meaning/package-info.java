/**
 * The sentence model that comes with Charla: all-MiniLM-L6-v2, quantised, run by ONNX Runtime. Here
 * and not in the engine because of the native library. Any thread.
 */
@NullMarked
package dev.charla.meaning;

import org.jspecify.annotations.NullMarked;
