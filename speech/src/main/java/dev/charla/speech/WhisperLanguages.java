package dev.charla.speech;

import java.util.List;

/** Languages that the multilingual models of Whisper understand well enough to be of use. */
final class WhisperLanguages {
    /** Those for which OpenAI gives word error rates under 50 %. */
    static final List<String> TAGS =
            List.of(
                    "en", "es", "fr", "de", "pt", "it", "ca", "gl", "nl", "pl", "af", "ar", "az",
                    "be", "bg", "bs", "cs", "cy", "da", "el", "et", "fa", "fi", "he", "hi", "hr",
                    "hu", "hy", "id", "is", "ja", "kk", "kn", "ko", "lt", "lv", "mi", "mk", "mr",
                    "ms", "ne", "no", "ro", "ru", "sk", "sl", "sr", "sv", "sw", "ta", "th", "tl",
                    "tr", "uk", "ur", "vi", "zh");

    private WhisperLanguages() {}
}
