package dev.charla.conversation.caption;

import dev.charla.conversation.browser.PageMessage.Caption;
import dev.charla.conversation.browser.PageMessage.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * What has been said so far, and which tools were used for it, in the order of speech: for a new
 * session of the service, which begins with nothing, and for a page that comes back.
 *
 * <p>Bounded in characters: the oldest goes. Confined to the session's loop.
 */
public final class Transcript {
    /** An hour of speech at 150 words a minute, six characters each, and some. */
    static final int MOST_CHARS = 60_000;

    /** Of a tool: a page of text. A search may bring back a book, which was answered from. */
    static final int MOST_CHARS_OF_TOOL = 4_000;

    private final TreeMap<Long, Caption> captions = new TreeMap<>();
    private final TreeMap<Long, Use> uses = new TreeMap<>();
    private int chars;

    /** Takes in a caption, in place of the one with the same order. */
    public void take(Caption caption) {
        var before =
                caption.text().isEmpty()
                        ? captions.remove(caption.order())
                        : captions.put(caption.order(), caption);
        chars += caption.text().length() - (before == null ? 0 : before.text().length());
        dropOldest();
    }

    /**
     * Takes in a tool whose result is known. A long result is cut; what was given to a tool has to
     * stay whole, so a use that was given too much is left out.
     *
     * @param order its place among the captions; two uses have not the same
     */
    public void take(long order, Use use) {
        if (use.arguments().length() > MOST_CHARS_OF_TOOL) {
            return;
        }
        var result = use.result();
        var kept =
                result.length() <= MOST_CHARS_OF_TOOL
                        ? use
                        : new Use(
                                use.item(),
                                use.name(),
                                use.arguments(),
                                result.substring(0, MOST_CHARS_OF_TOOL) + "…");
        var before = uses.put(order, kept);
        chars += kept.chars() - (before == null ? 0 : before.chars());
        dropOldest();
    }

    private void dropOldest() {
        while (chars > MOST_CHARS && captions.size() + uses.size() > 1) {
            boolean use =
                    captions.isEmpty()
                            || (!uses.isEmpty() && uses.firstKey() < captions.firstKey());
            chars -=
                    use
                            ? uses.pollFirstEntry().getValue().chars()
                            : captions.pollFirstEntry().getValue().text().length();
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
     * What was said and heard, and which tools were used: of an answer that was interrupted, only
     * what the caller heard of it, since the agent would otherwise believe to have said the rest.
     */
    public List<Step> steps() {
        var steps = new TreeMap<Long, Step>(uses);
        for (var caption : captions.values()) {
            var heard = caption.heard();
            var text = caption.text().substring(0, heard == null ? caption.text().length() : heard);
            if (!text.isBlank() && !text.equals(Captions.NOT_UNDERSTOOD)) {
                steps.put(caption.order(), new Line(caption.role(), caption.item(), text));
            }
        }
        return List.copyOf(steps.values());
    }

    /** What the caller said since the agent said something: nobody knows whether it arrived. */
    public List<Step> unanswered() {
        var open = new ArrayList<Step>();
        for (var step : steps()) {
            if (step instanceof Line line) {
                if (line.role() == Role.AGENT) {
                    open.clear();
                } else {
                    open.add(line);
                }
            }
        }
        return List.copyOf(open);
    }

    /** Something a new session is told. */
    public sealed interface Step {
        /** What it is known by. */
        String item();
    }

    /** One party's words in one item. */
    public record Line(Role role, String item, String text) implements Step {}

    /**
     * A tool that was used.
     *
     * @param arguments JSON text
     * @param result what came of it, in words or JSON
     */
    public record Use(String item, String name, String arguments, String result) implements Step {
        int chars() {
            return name.length() + arguments.length() + result.length();
        }
    }
}
