package dev.charla.conversation.service;

import dev.charla.client.CloseCause;
import dev.charla.conversation.control.ConversationControl;
import dev.charla.conversation.control.Ending;
import dev.charla.conversation.options.ConversationObserver;
import dev.charla.conversation.page.Notices;
import dev.charla.conversation.page.WireCode;
import dev.charla.conversation.request.ServiceRequests;
import dev.charla.conversation.state.ConversationEvent;
import dev.charla.conversation.state.ConversationState;
import dev.charla.conversation.state.Generation;
import dev.charla.protocol.event.ErrorDetails;

/**
 * What an error of the service means: usually that one request was refused and the session goes on.
 *
 * <p>Confined to the session's loop.
 */
public final class ServiceErrors {
    private final ConversationControl control;
    private final ConversationObserver observer;
    private final Runnable changeRefused;
    private long errors;

    /**
     * @param changeRefused called when the session does not take the settings of another agent
     */
    public ServiceErrors(
            ConversationControl control, ConversationObserver observer, Runnable changeRefused) {
        this.control = control;
        this.observer = observer;
        this.changeRefused = changeRefused;
    }

    public long errors() {
        return errors;
    }

    void take(ErrorDetails error) {
        errors++;
        boolean harmless = harmless(error);
        observer.serviceError(harmless);
        var code = WireCode.of(error.code());
        if ("session_expired".equals(error.code())) {
            expired();
        } else if (ServiceRequests.isChange(error.eventId())) {
            changeRefused.run();
        } else if (settling()
                && !ServiceRequests.isSeed(error.eventId())
                && !ServiceRequests.isOutput(error.eventId())
                && !ServiceRequests.isDelete(error.eventId())) {
            control.finish(Ending.settingsRefused(code));
        } else if ("conversation_already_has_active_response".equals(error.code())) {
            control.on(new ConversationEvent.ResponseRefused(true));
        } else if (aboutCancel(error)) {
            control.on(new ConversationEvent.CancelMissed());
        } else if (aboutCreate(error)) {
            control.on(new ConversationEvent.ResponseRefused(false));
            control.notice(Notices.answerRefused(code));
        } else if (!harmless) {
            control.notice(Notices.serviceError(code));
        }
    }

    /** The service ends the session; the conversation goes on in the next one. */
    private void expired() {
        if (control.state().joined()) {
            control.serviceBroken(CloseCause.SESSION_EXPIRED);
        } else {
            control.finish(Ending.SESSION_EXPIRED);
        }
    }

    /** Whether the settings of a session are being agreed on. */
    private boolean settling() {
        return control.state() instanceof ConversationState.Connecting
                || control.state() instanceof ConversationState.Reconnecting;
    }

    /** Charla's own housekeeping came too late; the caller loses nothing by it. */
    private boolean harmless(ErrorDetails error) {
        return aboutCancel(error)
                || ServiceRequests.isTruncate(error.eventId())
                || ServiceRequests.isSeed(error.eventId())
                || ServiceRequests.isOutput(error.eventId())
                || ServiceRequests.isDelete(error.eventId())
                || ServiceRequests.isChange(error.eventId())
                || "conversation_already_has_active_response".equals(error.code())
                || "item_already_truncated".equals(error.code())
                || "item_not_found".equals(error.code())
                || "audio_end_ms".equals(error.param());
    }

    private boolean aboutCancel(ErrorDetails error) {
        return "response_cancel_not_active".equals(error.code())
                || ServiceRequests.isCancel(error.eventId());
    }

    /** A service that does not repeat the request's name refuses what was asked for last. */
    private boolean aboutCreate(ErrorDetails error) {
        boolean asked =
                control.state() instanceof ConversationState.Live live
                        && live.generation() instanceof Generation.Asked;
        return ServiceRequests.isCreate(error.eventId())
                || (asked && error.eventId() == null && !harmless(error));
    }
}
