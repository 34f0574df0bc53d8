package dev.charla.engine.answers;

/** What text and audio would cost at the service; an estimate, for clients that add it up. */
public final class TokenCount {
    /** English text has some four characters a token. */
    private static final int CHARS_PER_TOKEN = 4;

    /** The service counts 20 tokens a second of output audio. */
    private static final int OUTPUT_MS_PER_TOKEN = 50;

    /** And 10 of input. */
    private static final int INPUT_MS_PER_TOKEN = 100;

    private TokenCount() {}

    public static int ofText(CharSequence text) {
        return (text.length() + CHARS_PER_TOKEN - 1) / CHARS_PER_TOKEN;
    }

    public static int ofInputAudio(long ms) {
        return (int) ((ms + INPUT_MS_PER_TOKEN - 1) / INPUT_MS_PER_TOKEN);
    }

    static int ofOutputAudio(long ms) {
        return (int) ((ms + OUTPUT_MS_PER_TOKEN - 1) / OUTPUT_MS_PER_TOKEN);
    }
}
