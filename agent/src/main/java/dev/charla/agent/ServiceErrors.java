package dev.charla.agent;

import dev.charla.agent.talk.Generation;
import dev.charla.agent.talk.TalkEvent;
import dev.charla.agent.talk.TalkState;
import dev.charla.protocol.ErrorDetails;
import dev.charla.protocol.EventId;
import org.jspecify.annotations.Nullable;

/**
 * What an error of the service means: usually that one request was refused and the session goes on.
 * Requests carry names, so that an error can be told to be about one of them.
 *
 * <p>Confined to the session's loop.
 */
final class ServiceErrors {
    private static final String TRUNCATE = "charla-truncate-";
    private static final String CANCEL = "charla-cancel-";
    private static final String CREATE = "charla-create-";

    private final TalkControl control;
    private final ConversationObserver observer;
    private long named;
    private long errors;

    ServiceErrors(TalkControl control, ConversationObserver observer) {
        this.control = control;
        this.observer = observer;
    }

    /** A name for a request to cut an item. */
    EventId truncate() {
        return new EventId(TRUNCATE + ++named);
    }

    /** A name for a request to cancel a response. */
    EventId cancel() {
        return new EventId(CANCEL + ++named);
    }

    /** A name for a request for a response. */
    EventId create() {
        return new EventId(CREATE + ++named);
    }

    long errors() {
        return errors;
    }

    void take(ErrorDetails error) {
        errors++;
        boolean harmless = harmless(error);
        observer.serviceError(harmless);
        var code = WireCode.of(error.code());
        if ("session_expired".equals(error.code())) {
            control.finish(Ending.SESSION_EXPIRED);
        } else if (control.state() instanceof TalkState.Connecting) {
            control.finish(Ending.settingsRefused(code));
        } else if ("conversation_already_has_active_response".equals(error.code())) {
            control.on(new TalkEvent.ResponseRefused(true));
        } else if (aboutCancel(error)) {
            control.on(new TalkEvent.CancelMissed());
        } else if (aboutCreate(error)) {
            control.on(new TalkEvent.ResponseRefused(false));
            control.notice(Notices.answerRefused(code));
        } else if (!harmless) {
            control.notice(Notices.serviceError(code));
        }
    }

    /** Charla's own housekeeping came too late; the caller loses nothing by it. */
    private boolean harmless(ErrorDetails error) {
        return aboutCancel(error)
                || named(error, TRUNCATE)
                || "conversation_already_has_active_response".equals(error.code())
                || "item_already_truncated".equals(error.code())
                || "item_not_found".equals(error.code())
                || "audio_end_ms".equals(error.param());
    }

    private boolean aboutCancel(ErrorDetails error) {
        return "response_cancel_not_active".equals(error.code()) || named(error, CANCEL);
    }

    /** A service that does not repeat the request's name refuses what was asked for last. */
    private boolean aboutCreate(ErrorDetails error) {
        boolean asked =
                control.state() instanceof TalkState.Live live
                        && live.generation() instanceof Generation.Asked;
        return named(error, CREATE) || (asked && error.eventId() == null && !harmless(error));
    }

    private static boolean named(ErrorDetails error, String prefix) {
        return startsWith(error.eventId(), prefix);
    }

    private static boolean startsWith(@Nullable EventId id, String prefix) {
        return id != null && id.value().startsWith(prefix);
    }
}
