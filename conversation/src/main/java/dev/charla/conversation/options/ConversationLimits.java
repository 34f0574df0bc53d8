package dev.charla.conversation.options;

import dev.charla.conversation.browser.AudioFrame;
import java.time.Duration;

/**
 * The bounds of a conversation. Sizes are in characters and in audio time, at 24 kHz.
 *
 * @param textChars longest typed message
 * @param frame longest audio message of the page
 * @param conversation longest conversation; the service itself ends a session after 60 minutes
 * @param callerSilence how long the caller may take no turn before the conversation ends; it costs
 *     money
 * @param connect how long the service may take to be reached and to accept the settings
 * @param serviceSlow silence of the service, while an answer is due, after which the caller is told
 * @param serviceSilent silence after which the conversation fails
 * @param stopAnswer how long the page may take to say how much was heard of what it stopped
 * @param voidTurn how long an answer may still come to speech in which no words were found
 * @param playoutGrace how much later than real time the page may finish an answer
 * @param early audio of the caller kept until the service is ready; the oldest goes first
 * @param heldForPage audio kept for a page that cannot take it before the service is held back
 * @param pageStalled how long the page may take none of it before the conversation ends
 */
public record ConversationLimits(
        int textChars,
        Duration frame,
        Duration conversation,
        Duration callerSilence,
        Duration connect,
        Duration serviceSlow,
        Duration serviceSilent,
        Duration stopAnswer,
        Duration voidTurn,
        Duration playoutGrace,
        Duration early,
        Duration heldForPage,
        Duration pageStalled) {
    private static final int BYTES_PER_SECOND = AudioFrame.SAMPLE_RATE_HZ * Short.BYTES;

    /**
     * Two thousand characters are two minutes of speech. A frame of the page is 20 ms. While the
     * service is held back, the caller cannot be heard either: so half a minute of audio is kept
     * first.
     */
    public static final ConversationLimits DEFAULTS =
            new ConversationLimits(
                    2_000,
                    Duration.ofSeconds(1),
                    Duration.ofMinutes(55),
                    Duration.ofMinutes(10),
                    Duration.ofSeconds(20),
                    Duration.ofSeconds(8),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(1),
                    Duration.ofMillis(1_500),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(10));

    public ConversationLimits {
        if (textChars < 1) {
            throw new IllegalArgumentException("text must be allowed one character at least");
        }
        requirePositive("frame", frame);
        requirePositive("conversation", conversation);
        requirePositive("callerSilence", callerSilence);
        requirePositive("connect", connect);
        requirePositive("serviceSlow", serviceSlow);
        requirePositive("stopAnswer", stopAnswer);
        requirePositive("voidTurn", voidTurn);
        requirePositive("playoutGrace", playoutGrace);
        requirePositive("early", early);
        requirePositive("heldForPage", heldForPage);
        requirePositive("pageStalled", pageStalled);
        if (serviceSilent.compareTo(serviceSlow) <= 0) {
            throw new IllegalArgumentException("serviceSilent must be longer than serviceSlow");
        }
    }

    /** These, with another longest typed message. */
    public ConversationLimits withTextChars(int longest) {
        return new ConversationLimits(
                longest,
                frame,
                conversation,
                callerSilence,
                connect,
                serviceSlow,
                serviceSilent,
                stopAnswer,
                voidTurn,
                playoutGrace,
                early,
                heldForPage,
                pageStalled);
    }

    /** These, with another longest conversation. */
    public ConversationLimits withConversation(Duration longest) {
        return new ConversationLimits(
                textChars,
                frame,
                longest,
                callerSilence,
                connect,
                serviceSlow,
                serviceSilent,
                stopAnswer,
                voidTurn,
                playoutGrace,
                early,
                heldForPage,
                pageStalled);
    }

    /** These, with another time for the caller to take a turn in. */
    public ConversationLimits withCallerSilence(Duration longest) {
        return new ConversationLimits(
                textChars,
                frame,
                conversation,
                longest,
                connect,
                serviceSlow,
                serviceSilent,
                stopAnswer,
                voidTurn,
                playoutGrace,
                early,
                heldForPage,
                pageStalled);
    }

    public int frameBytes() {
        return bytes(frame);
    }

    public int earlyBytes() {
        return bytes(early);
    }

    public long heldForPageSamples() {
        return bytes(heldForPage) / Short.BYTES;
    }

    private static int bytes(Duration audio) {
        return Math.toIntExact(audio.toMillis() * BYTES_PER_SECOND / 1000);
    }

    private static void requirePositive(String name, Duration value) {
        if (!value.isPositive()) {
            throw new IllegalArgumentException(name + " must be longer than nothing");
        }
    }
}
