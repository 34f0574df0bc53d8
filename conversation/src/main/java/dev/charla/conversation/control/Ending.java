package dev.charla.conversation.control;

import dev.charla.client.ServiceClosed;
import dev.charla.conversation.browser.PageMessage;

/**
 * How a conversation ends.
 *
 * @param code for programs, from a closed list: those made here and {@link
 *     dev.charla.client.CloseCause#wireCode()}
 * @param sentence says in plain English what happened and what to do
 * @param failed whether something went wrong
 * @param closeCode of the page's WebSocket
 */
public record Ending(String code, String sentence, boolean failed, int closeCode) {
    private static final int NORMAL = 1000;
    private static final int UNSUPPORTED = 1003;
    private static final int TOO_SLOW = 1008;
    private static final int TOO_BIG = 1009;
    private static final int FAILURE = 1011;

    /** The caller pressed <em>Stop</em>. */
    public static final Ending STOPPED =
            new Ending("stopped", "You ended the conversation.", false, NORMAL);

    /** The agent's own code ended it, after its last words. */
    public static final Ending AGENT_ENDED =
            new Ending("agent_ended", "The agent has ended the conversation.", false, NORMAL);

    /** The page's socket is gone. */
    public static final Ending CALLER_GONE =
            new Ending("caller_gone", "The page was closed.", false, NORMAL);

    /** Another socket of the same page, or another page, goes on with the conversation. */
    public static final Ending TAKEN_OVER =
            new Ending("already_open", "The conversation goes on in another window.", false, 4409);

    /** The server is being stopped. */
    public static final Ending SHUTTING_DOWN =
            new Ending(
                    "shutting_down",
                    "Charla is being restarted. Start again in a moment.",
                    false,
                    1012);

    public static final Ending TIME_LIMIT =
            new Ending(
                    "time_limit",
                    "The conversation has reached its longest time. Start a new one to go on.",
                    false,
                    NORMAL);

    public static final Ending CALLER_SILENT =
            new Ending(
                    "caller_silent",
                    "Nothing was said for a long time, so the conversation was ended. Start a new one to go"
                            + " on.",
                    false,
                    NORMAL);

    public static final Ending CONNECT_TIMEOUT =
            new Ending(
                    "session_timeout",
                    "The service took the connection but did not get ready in time. Try again.",
                    true,
                    FAILURE);

    public static final Ending SERVICE_SILENT =
            new Ending(
                    "service_silent",
                    "The service has stopped answering. Start again.",
                    true,
                    FAILURE);

    static final Ending SERVICE_CLOSED =
            new Ending(
                    "connection_lost",
                    "The connection to the service broke. Try again.",
                    true,
                    FAILURE);

    public static final Ending SESSION_EXPIRED =
            new Ending(
                    "session_expired",
                    "The service ended the session because it had reached its longest time. Start a"
                            + " new one to go on.",
                    true,
                    FAILURE);

    public static final Ending PAGE_TOO_SLOW =
            new Ending(
                    "page_too_slow",
                    "The network to this page is too slow for speech. Check it and start again.",
                    true,
                    TOO_SLOW);

    public static final Ending ODD_AUDIO =
            new Ending(
                    "invalid_audio",
                    "The page sent audio that is not 16 bit PCM. Reload the page.",
                    true,
                    UNSUPPORTED);

    public static final Ending LARGE_AUDIO =
            new Ending(
                    "audio_too_large",
                    "The page sent too much audio in one message. Reload the page.",
                    true,
                    TOO_BIG);

    /** The service did not take the settings. */
    public static Ending settingsRefused(String code) {
        return new Ending(
                "settings_refused",
                "The service did not accept the settings of the session ("
                        + code
                        + "). Check the model, the voice and the turn detection.",
                true,
                FAILURE);
    }

    /** The connection to the service ended by itself. */
    public static Ending of(ServiceClosed closed) {
        if (closed.cause().wanted()) {
            return SERVICE_CLOSED;
        }
        return new Ending(closed.cause().wireCode(), closed.cause().sentence(), true, FAILURE);
    }

    public PageMessage.Ended message() {
        return new PageMessage.Ended(code, sentence, failed);
    }
}
