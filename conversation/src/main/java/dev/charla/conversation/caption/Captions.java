package dev.charla.conversation.caption;

import dev.charla.conversation.browser.PageMessage.Caption;
import dev.charla.conversation.browser.PageMessage.Role;
import dev.charla.conversation.browser.PageMessage.Word;
import dev.charla.protocol.item.ItemId;
import dev.charla.protocol.item.ResponseId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The captions of a conversation, in the order of speech: each gets its place when its party
 * begins, so words that are recognised late still stand before the answer they caused.
 *
 * <p>Confined to the session's loop.
 */
public final class Captions {
    /** Shown in place of words that could not be recognised. */
    public static final String NOT_UNDERSTOOD = "(not understood)";

    /**
     * Items of which something may still come. A late transcript comes within its turn or the next,
     * and a turn has a handful of items.
     */
    static final int REMEMBERED = 64;

    private final Consumer<Caption> out;
    private final Map<ItemId, Line> lines = new LinkedHashMap<>();
    private long lastOrder;

    /** Captions that go to {@code out}, on the calling thread. */
    public Captions(Consumer<Caption> out) {
        this.out = out;
    }

    /** A place among the captions, behind all there are, for something that is no caption. */
    public long place() {
        return ++lastOrder;
    }

    /** The caller began to say this item. */
    public void userBegan(ItemId item) {
        line(Role.USER, item, null);
    }

    /** More words of the caller were recognised. */
    public void userWords(ItemId item, String delta) {
        var line = line(Role.USER, item, null);
        if (!line.fin && !delta.isEmpty()) {
            line.text.append(delta);
            show(line);
        }
    }

    /**
     * What the caller said in this item. None of it at all withdraws the caption, unless its words
     * have been told before: a service may repeat an empty end.
     */
    public void userSaid(ItemId item, String text) {
        var line = line(Role.USER, item, null);
        if (text.isBlank()) {
            withdraw(line);
            return;
        }
        line.become(text.strip());
        line.fin = true;
        show(line);
    }

    /** What the caller said could not be recognised. */
    public void userNotUnderstood(ItemId item) {
        userSaid(item, NOT_UNDERSTOOD);
    }

    /** The agent began to say this item. */
    public void agentBegan(ResponseId response, ItemId item) {
        line(Role.AGENT, item, response);
    }

    /** More words of the agent, spoken ones: they are heard as the item's audio is played. */
    public void agentWords(ResponseId response, ItemId item, String delta) {
        agentText(response, item, delta).spoken = true;
    }

    /**
     * A word of the agent sounds there in the item's audio. One that the caption does not have,
     * after those told before, means nothing.
     *
     * @param sample where it begins
     * @param samples how long it sounds
     */
    public Optional<Word> agentWord(ItemId item, String word, long sample, long samples) {
        var line = lines.get(item);
        int from = line == null || line.fin ? -1 : line.text.indexOf(word, line.timedTo);
        if (line == null || from < 0) {
            return Optional.empty();
        }
        int to = from + word.length();
        line.timedTo = to;
        line.heard.word(to, sample + samples / 2);
        return Optional.of(new Word(item.value(), from, to, sample, samples));
    }

    /** More words of the agent, to be read only. */
    public void agentWrote(ResponseId response, ItemId item, String delta) {
        var _ = agentText(response, item, delta);
    }

    /** All words of the agent in this item. */
    public void agentSaid(ResponseId response, ItemId item, String text) {
        var line = line(Role.AGENT, item, response);
        if (line.fin) {
            return;
        }
        if (!text.isEmpty()) {
            line.become(text);
            line.heard.textIs(text.length());
        }
        finish(line, null);
    }

    /** More audio of this item came from the service. */
    public void agentAudio(ResponseId response, ItemId item, long samples) {
        var line = line(Role.AGENT, item, response);
        line.spoken = true;
        line.heard.audio(samples);
    }

    /**
     * The agent was interrupted in this item.
     *
     * @param heardSamples how much of its audio was heard
     * @param complete whether its audio was whole
     */
    public void agentCut(ItemId item, long heardSamples, boolean complete) {
        var line = lines.get(item);
        if (line == null) {
            return;
        }
        int chars = line.heard.heard(line.text.toString(), heardSamples, complete);
        finish(line, complete && chars == line.text.length() ? null : Integer.valueOf(chars));
    }

    /**
     * Nothing more is to be shown of this response. Its captions become final as they are; what was
     * to be spoken, but has no audio yet, was not heard.
     *
     * @param beingCut items whose heard length is still being asked for
     */
    public void abandon(ResponseId response, Predicate<ItemId> beingCut) {
        for (var line : new ArrayList<>(lines.values())) {
            if (response.equals(line.response) && !line.fin && !beingCut.test(line.item)) {
                finish(line, line.spoken && line.heard.samples() == 0 ? Integer.valueOf(0) : null);
            }
        }
    }

    /**
     * The service is lost: what it has not told by now, it will not tell. What is shown of the
     * caller's words stays.
     *
     * @return whether the caller was saying something of which nothing was written down
     */
    public boolean serviceLost() {
        boolean lost = false;
        for (var line : lines.values()) {
            if (line.role == Role.USER && !line.fin) {
                lost |= line.text.isEmpty();
                finish(line, null);
            }
        }
        return lost;
    }

    private Line agentText(ResponseId response, ItemId item, String delta) {
        var line = line(Role.AGENT, item, response);
        if (!line.fin && !delta.isEmpty()) {
            line.text.append(delta);
            line.heard.text(delta.length());
            show(line);
        }
        return line;
    }

    private void finish(Line line, @Nullable Integer heard) {
        line.fin = true;
        line.heardChars = heard;
        if (!line.text.isEmpty()) {
            show(line);
        }
    }

    private void withdraw(Line line) {
        if (line.fin) {
            return;
        }
        line.fin = true;
        if (line.shown) {
            line.become("");
            show(line);
        }
    }

    private void show(Line line) {
        line.shown = true;
        out.accept(
                new Caption(
                        line.role,
                        line.item.value(),
                        line.order,
                        line.text.toString(),
                        line.fin,
                        line.heardChars));
    }

    private Line line(Role role, ItemId item, @Nullable ResponseId response) {
        var known = lines.get(item);
        if (known != null) {
            return known;
        }
        if (lines.size() >= REMEMBERED) {
            lines.remove(lines.keySet().iterator().next());
        }
        var line = new Line(role, item, response, ++lastOrder);
        lines.put(item, line);
        return line;
    }

    private static final class Line {
        final Role role;
        final ItemId item;
        final @Nullable ResponseId response;
        final long order;
        final StringBuilder text = new StringBuilder();
        final HeardText heard = new HeardText();
        int timedTo;
        boolean spoken;
        boolean shown;
        boolean fin;
        @Nullable Integer heardChars;

        Line(Role role, ItemId item, @Nullable ResponseId response, long order) {
            this.role = role;
            this.item = item;
            this.response = response;
            this.order = order;
        }

        void become(String words) {
            text.setLength(0);
            text.append(words);
        }
    }
}
