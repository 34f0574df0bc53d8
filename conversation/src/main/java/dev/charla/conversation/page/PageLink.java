package dev.charla.conversation.page;

import dev.charla.conversation.browser.PageMessage;
import dev.charla.conversation.control.Ending;
import dev.charla.protocol.json.AudioBytes;
import org.jspecify.annotations.Nullable;

/**
 * The way to the caller, whichever socket it is at the moment. While there is none, messages are
 * dropped, since a page that comes back is told anew how things stand, and audio is not taken.
 *
 * <p>Confined to the session's loop.
 */
public final class PageLink {
    private @Nullable CallerLeg leg;
    private boolean closed;

    public PageLink(CallerLeg first) {
        leg = first;
    }

    /** Whether {@code asked} is the page's present socket. */
    public boolean is(CallerLeg asked) {
        return asked.equals(leg);
    }

    /** Whether a page is waited for. */
    public boolean away() {
        return leg == null && !closed;
    }

    public void detach() {
        leg = null;
    }

    /** The page is at {@code next} from now on; a former socket is told so and closed. */
    public void attach(CallerLeg next) {
        if (leg != null) {
            leg.close(Ending.TAKEN_OVER.closeCode(), Ending.TAKEN_OVER.code());
        }
        leg = next;
    }

    /** Nothing goes to any page from now on. */
    public void shut() {
        closed = true;
        leg = null;
    }

    public void send(PageMessage message) {
        if (leg != null) {
            leg.send(message);
        }
    }

    public boolean sendAudio(long response, long sampleOffset, AudioBytes pcm) {
        return leg != null && leg.sendAudio(response, sampleOffset, pcm);
    }

    /** Sends the last word, and closes. */
    public void end(Ending reason) {
        var last = leg;
        shut();
        if (last != null) {
            last.send(reason.message());
            last.close(reason.closeCode(), reason.code());
        }
    }
}
