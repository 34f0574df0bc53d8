package dev.charla.conversation.page;

import dev.charla.conversation.browser.PageMessage.Notice;
import dev.charla.protocol.response.Response;
import dev.charla.protocol.response.ResponseStatus;
import org.jspecify.annotations.Nullable;

/**
 * What a caller is told beside the conversation itself: fixed sentences, with codes from a closed
 * list.
 */
public final class Notices {
    public static final Notice TIME_NEARLY_UP =
            new Notice("time_nearly_up", "The conversation ends in one minute.");

    public static final Notice STILL_THERE =
            new Notice(
                    "still_there",
                    "Nothing was said for a while. The conversation ends in one minute.");

    public static final Notice SERVICE_SLOW =
            new Notice(
                    "service_slow",
                    "The service is taking long to answer. Wait a moment, or say it again.");

    public static final Notice PLAYBACK_SILENT =
            new Notice(
                    "playback_silent",
                    "The page does not seem to play the answer. Check that the tab and the speakers"
                            + " are not muted.");

    public static final Notice TOO_MANY_TEXTS =
            new Notice(
                    "too_many_texts",
                    "Wait until the conversation has begun before you send more.");

    public static final Notice WORDS_LOST =
            new Notice(
                    "words_lost",
                    "The connection to the service broke while you spoke. Say it again.");

    public static final Notice ANSWER_LOST =
            new Notice(
                    "answer_lost",
                    "The connection to the service broke during the answer. Ask for the rest of"
                            + " it.");

    public static final Notice ANSWER_GIVEN_UP =
            new Notice(
                    "answer_lost",
                    "The connection to the service broke each time this answer was asked for. It is"
                            + " not asked for again; say it in other words.");

    public static final Notice SPEECH_REPLACED =
            new Notice(
                    "speech_replaced",
                    "A rule of this agent stopped what it was saying. It says something else"
                            + " instead.");

    public static final Notice WORDS_REPLACED =
            new Notice(
                    "words_replaced",
                    "A rule of this agent changed your words before the agent was told them.");

    public static final Notice GUARD_FAILED =
            new Notice(
                    "guard_failed",
                    "What was said could not be checked, so it was stopped. Say it again.");

    /** What services call their filter, as a reason and as the code of an error. */
    private static final String CONTENT_FILTER = "content_filter";

    private static final Notice ANSWER_FILTERED =
            new Notice(
                    "answer_filtered",
                    "The service's content filter stopped the answer. Ask in other words.");

    private Notices() {}

    /** A guard stopped the agent; {@code reason} is its own sentence. */
    public static Notice speechStopped(String reason) {
        return new Notice(
                "speech_stopped",
                "A rule of this agent stopped what it was saying: " + reason,
                reason);
    }

    /** A guard did not let the caller's words pass; {@code reason} is its own sentence. */
    public static Notice wordsStopped(String reason) {
        return new Notice(
                "words_stopped", "A rule of this agent kept your words from it: " + reason, reason);
    }

    public static Notice textTooLong(int chars, int limit) {
        return new Notice(
                "text_too_long",
                "The message has "
                        + chars
                        + " characters; at most "
                        + limit
                        + " can be sent at once. Shorten it.");
    }

    public static Notice serviceError(String code) {
        return new Notice(
                "service_error",
                "The service refused a request (" + code + "). The conversation goes on.");
    }

    /** The service did not begin an answer. */
    public static Notice answerRefused(String code) {
        if (CONTENT_FILTER.equals(code)) {
            return ANSWER_FILTERED;
        }
        return new Notice(
                "answer_refused",
                "The service would not answer (" + code + "). Say it again in other words.");
    }

    /** To say it again helps against some failures only. */
    private static Notice answerFailed(String code) {
        return switch (code) {
            case CONTENT_FILTER -> ANSWER_FILTERED;
            case "model_unreachable",
                    "model_unauthorized",
                    "model_not_found",
                    "model_refused_request" ->
                    new Notice(
                            "answer_model",
                            "The agent's language model cannot be used ("
                                    + code
                                    + "). Tell whoever runs this service: ./charla doctor says what"
                                    + " to do.");
            case "context_length_exceeded" ->
                    new Notice(
                            "answer_context",
                            "The conversation has become too long for the language model ("
                                    + code
                                    + "). Start a new one.");
            case "rate_limit_exceeded", "model_overloaded" ->
                    new Notice(
                            "answer_busy",
                            "The service is too busy to answer ("
                                    + code
                                    + "). Wait a moment, then say it again.");
            default ->
                    new Notice(
                            "answer_failed",
                            "The service could not make an answer (" + code + "). Say it again.");
        };
    }

    /** What to say of a response that ended; null when it ended well, or because it was stopped. */
    public static @Nullable Notice ofEnd(Response response) {
        var details = response.statusDetails();
        if (ResponseStatus.FAILED.equals(response.status())) {
            var error = details == null ? null : details.error();
            return answerFailed(WireCode.of(error == null ? null : error.code()));
        }
        if (ResponseStatus.INCOMPLETE.equals(response.status())) {
            var reason = details == null ? null : details.reason();
            return CONTENT_FILTER.equals(reason)
                    ? ANSWER_FILTERED
                    : new Notice(
                            "answer_cut",
                            "The answer was cut off because it became too long. Ask for the rest.");
        }
        return null;
    }
}
