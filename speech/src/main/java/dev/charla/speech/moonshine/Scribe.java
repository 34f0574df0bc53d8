package dev.charla.speech.moonshine;

import ai.onnxruntime.OrtException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Writes down a stretch of audio; {@link MoonshineModel} does. From any threads at once. */
@FunctionalInterface
interface Scribe {
    /** As {@link MoonshineModel#transcribe}. */
    @Nullable Transcript transcribe(float[] samples, BooleanSupplier abandoned) throws OrtException;
}
