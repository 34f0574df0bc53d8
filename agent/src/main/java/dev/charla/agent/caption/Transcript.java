package dev.charla.agent.caption;

import dev.charla.agent.browser.PageMessage.Caption;
import dev.charla.agent.browser.PageMessage.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * What has been said so far, in the order of speech: for a new session of the service, which begins
 * with nothing, and for a page that comes back.
 *
 * <p>Bounded in characters: the oldest goes. Confined to the session's loop.
 */
public final class Transcript {
    /** An hour of speech at 150 words a minute, six characters each, and some. */
    static final int MOST_CHARS = 60_000;

    private final TreeMap<Long, Caption> captions = new TreeMap<>();
    private int chars;

    /** Takes in a caption, in place of the one with the same order. */
    public void take(Caption caption) {
        var before =
                caption.text().isEmpty()
                        ? captions.remove(caption.order())
                        : captions.put(caption.order(), caption);
        chars += caption.text().length() - (before == null ? 0 : before.text().length());
        while (chars > MOST_CHARS && captions.size() > 1) {
            chars -= captions.pollFirstEntry().getValue().text().length();
        }
    }

    /** The captions, oldest first. */
    public List<Caption> captions() {
        return List.copyOf(captions.values());
    }

    /** Nothing has been said. */
    public boolean isEmpty() {
        return captions.isEmpty();
    }

    /**
     * What was said and heard: of an answer that was interrupted, only what the caller heard of it,
     * since the agent would otherwise believe to have said the rest.
     */
    public List<Line> lines() {
        var lines = new ArrayList<Line>(captions.size());
        for (var caption : captions.values()) {
            var heard = caption.heard();
            var text = caption.text().substring(0, heard == null ? caption.text().length() : heard);
            if (!text.isBlank() && !text.equals(Captions.NOT_UNDERSTOOD)) {
                lines.add(new Line(caption.role(), caption.item(), text));
            }
        }
        return lines;
    }

    /** One party's words in one item. */
    public record Line(Role role, String item, String text) {}
}
