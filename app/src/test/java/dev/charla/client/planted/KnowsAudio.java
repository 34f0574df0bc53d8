package dev.charla.client.planted;

import dev.charla.audio.Resampler;

/** As the client must not. */
public abstract class KnowsAudio {
    abstract void know(Resampler resampler);
}
