package dev.charla.engine.hearing;

/**
 * What is taken out of the input.
 *
 * @param echo whether the agent's voice is
 * @param noise whether noise is, before speech is sought
 * @param stereo whether the client sends what it plays as a second channel, interleaved with the
 *     microphone's
 */
public record Cleaning(boolean echo, boolean noise, boolean stereo) {
    /** Nothing. */
    public static final Cleaning NONE = new Cleaning(false, false, false);

    boolean isAny() {
        return echo || noise;
    }

    /** Whether what is sent to the client stands for what it plays. */
    boolean needsSent() {
        return echo && !stereo;
    }
}
