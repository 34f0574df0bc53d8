package dev.charla.speech.natives;

import dev.charla.engine.recognition.Recognizer;
import dev.charla.speech.moonshine.MoonshineRecognizer;

/** Loads the ears, as a process of its own. */
final class SilentRuntime {
    static final String LOADED = "loaded";

    private SilentRuntime() {}

    public static void main(String[] arguments) throws Exception {
        try (Recognizer ears = new MoonshineRecognizer(1)) {
            ears.warmUp();
            System.out.println(LOADED);
        }
    }
}
