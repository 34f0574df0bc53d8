/**
 * The built-in ears: Moonshine, a neural network of 27 million parameters that turns a whole
 * utterance into English text, on ONNX Runtime. {@link
 * dev.charla.speech.moonshine.MoonshineRecognizer} stands behind the engine's port; its worker
 * threads, as many as there are processors, do all decoding.
 */
@NullMarked
package dev.charla.speech.moonshine;

import org.jspecify.annotations.NullMarked;
