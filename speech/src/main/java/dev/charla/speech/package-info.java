/**
 * Speech by models that the operator fetches: {@link dev.charla.speech.SpeechModels} finds them,
 * and makes recognisers and detectors of them for the engine's ports. Called while the application
 * starts; what comes of it says for itself which threads may use it.
 */
@NullMarked
package dev.charla.speech;

import org.jspecify.annotations.NullMarked;
