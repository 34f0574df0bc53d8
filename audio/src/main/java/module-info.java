/** PCM16, G.711, resampling, levels, frames and WAV. */
module dev.charla.audio {
    requires static transitive org.jspecify;

    exports dev.charla.audio;
}
