/**
 * The one environment of ONNX Runtime that all networks of a process share. Used by whatever loads
 * one, on any thread.
 */
@NullMarked
package dev.charla.onnxruntime;

import org.jspecify.annotations.NullMarked;
