package dev.charla.conversation.service;

import dev.charla.conversation.browser.PageMessage;
import dev.charla.conversation.caption.Transcript;
import dev.charla.conversation.control.ConversationControl;
import dev.charla.conversation.control.Ending;
import dev.charla.conversation.options.Continuity;
import dev.charla.conversation.options.ConversationObserver;
import dev.charla.conversation.options.ConversationOptions;
import dev.charla.conversation.page.CallerLeg;
import dev.charla.conversation.page.PageLink;
import dev.charla.conversation.sound.Microphone;
import dev.charla.conversation.sound.Playback;
import dev.charla.loop.SessionLoop;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Waits for a page that lost its socket, and brings one that comes back up to date.
 *
 * <p>Confined to the session's loop.
 */
public final class CallerPresence {
    /** The page's first three attempts to come back are over after 4.25 seconds. */
    private static final Duration AFTER_LEAVING = Duration.ofSeconds(5);

    private final ConversationControl control;
    private final ConversationObserver observer;
    private final Supplier<ConversationOptions> options;
    private final Continuity continuity;
    private final PageLink page;
    private final Transcript transcript;
    private final Playback playback;
    private final Microphone microphone;
    private SessionLoop.@Nullable Timer absence;
    private long awaySinceNanos;

    public CallerPresence(
            ConversationControl control,
            ConversationObserver observer,
            Supplier<ConversationOptions> options,
            PageLink page,
            Transcript transcript,
            Playback playback,
            Microphone microphone) {
        this.control = control;
        this.observer = observer;
        this.options = options;
        this.continuity = options.get().continuity();
        this.page = page;
        this.transcript = transcript;
        this.playback = playback;
        this.microphone = microphone;
    }

    /** The page has left. */
    public void gone() {
        page.shut();
        control.finish(Ending.CALLER_GONE);
    }

    /**
     * The page's socket is gone, and the page may come back.
     *
     * @param leaving whether the browser is about to leave it, and only may have stayed
     */
    public void lost(boolean leaving) {
        Duration patience = continuity.pageAbsence();
        if (leaving && patience.compareTo(AFTER_LEAVING) > 0) {
            patience = AFTER_LEAVING;
        }
        if (patience.isZero()) {
            gone();
            return;
        }
        page.detach();
        awaySinceNanos = control.nanos();
        microphone.away(options.get().silence());
        absence = control.after(patience, this::gone);
        observer.pageAway();
    }

    /** The page is at {@code leg} now: the state, all captions, and the audio not heard. */
    public void back(CallerLeg leg) {
        page.attach(leg);
        page.send(new PageMessage.State(control.state().shown()));
        transcript.captions().forEach(page::send);
        playback.resume();
        if (absence != null) {
            absence.cancel();
            absence = null;
            observer.pageBack(Duration.ofNanos(control.nanos() - awaySinceNanos));
        }
    }
}
