package dev.charla.engine.hearing;

/**
 * What to remove from the input.
 *
 * @param echo whether to remove the agent's voice
 * @param noise whether to reduce noise before turn detection
 * @param stereo whether the client sends the audio it plays as a second channel, interleaved with
 *     the microphone
 */
public record Cleaning(boolean echo, boolean noise, boolean stereo) {
    /** Nothing. */
    public static final Cleaning NONE = new Cleaning(false, false, false);

    boolean isAny() {
        return echo || noise;
    }

    /** Whether the audio sent to the client stands for what it plays. */
    boolean needsSent() {
        return echo && !stereo;
    }
}
