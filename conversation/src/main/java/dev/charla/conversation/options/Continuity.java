package dev.charla.conversation.options;

import dev.charla.conversation.browser.AudioFrame;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Random;
import java.util.function.DoubleSupplier;

/**
 * How a conversation goes on when a connection does not.
 *
 * @param renewBefore how long before its end a session is replaced; of a session shorter than three
 *     times this, its last third
 * @param reconnectFor how long a lost service is tried to be reached again before the conversation
 *     fails
 * @param gapAudio audio of the caller kept meanwhile; the oldest goes first
 * @param pageAbsence how long the conversation waits for a page whose socket was lost; zero: not at
 *     all
 * @param clock read only to see how far off the time is at which the service ends a session
 * @param spread gives 0 to 1, so that many conversations do not all come back at the same moment
 */
public record Continuity(
        Duration renewBefore,
        Duration reconnectFor,
        Duration gapAudio,
        Duration pageAbsence,
        InstantSource clock,
        DoubleSupplier spread) {
    private static final int BYTES_PER_SECOND = AudioFrame.SAMPLE_RATE_HZ * Short.BYTES;

    /**
     * Three minutes find a quiet moment in any conversation. Half a minute is as long as callers
     * have been seen to wait. Two seconds of audio are what a connection keeps as well.
     */
    public static final Continuity DEFAULTS =
            new Continuity(
                    Duration.ofMinutes(3),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(30),
                    InstantSource.system(),
                    new Random()::nextDouble);

    public Continuity {
        if (!renewBefore.isPositive() || !gapAudio.isPositive()) {
            throw new IllegalArgumentException("renewBefore and gapAudio must be positive");
        }
        if (reconnectFor.isNegative() || pageAbsence.isNegative()) {
            throw new IllegalArgumentException("nobody waits for less than no time");
        }
    }

    /** These, with another time before a session's end. */
    public Continuity withRenewBefore(Duration value) {
        return new Continuity(value, reconnectFor, gapAudio, pageAbsence, clock, spread);
    }

    /** These, with another time for reaching a lost service again. */
    public Continuity withReconnectFor(Duration value) {
        return new Continuity(renewBefore, value, gapAudio, pageAbsence, clock, spread);
    }

    /** These, with another time for a page to come back in. */
    public Continuity withPageAbsence(Duration value) {
        return new Continuity(renewBefore, reconnectFor, gapAudio, value, clock, spread);
    }

    /** These, by another clock and another spread. */
    public Continuity with(InstantSource otherClock, DoubleSupplier otherSpread) {
        return new Continuity(
                renewBefore, reconnectFor, gapAudio, pageAbsence, otherClock, otherSpread);
    }

    public int gapBytes() {
        return Math.toIntExact(gapAudio.toMillis() * BYTES_PER_SECOND / 1000);
    }
}
