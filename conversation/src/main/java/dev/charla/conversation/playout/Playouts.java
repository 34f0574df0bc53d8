package dev.charla.conversation.playout;

import dev.charla.protocol.item.ItemId;
import dev.charla.protocol.item.ResponseId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The unfinished playouts of a conversation: from the first audio of an item until the page has
 * played it, or has said how much of it was heard before it stopped.
 *
 * <p>Of what is over only that is remembered, so anything the page still says of it changes
 * nothing, and audio that still comes for it is not taken. Confined to the session's loop.
 */
public final class Playouts {
    /** Of so many parts it is remembered that they are over; late audio comes within moments. */
    static final int REMEMBERED = 64;

    private record Part(ItemId item, int contentIndex) {}

    private final Set<Part> over = new LinkedHashSet<>();

    /** A handful at most: searched from end to end. */
    private final List<Playout> unfinished = new ArrayList<>();

    private long lastNumber;

    /**
     * The playout that takes this item's audio; a new one for an item that has none yet.
     *
     * @return null when the item was stopped, was told to be complete, or is over: its audio comes
     *     too late
     */
    public @Nullable Playout of(ResponseId response, ItemId item, int contentIndex) {
        var known = ofItem(item, contentIndex);
        if (known != null) {
            return known.stopping() || known.complete() ? null : known;
        }
        if (over.contains(new Part(item, contentIndex))) {
            return null;
        }
        var playout = new Playout(++lastNumber, response, item, contentIndex);
        unfinished.add(playout);
        return playout;
    }

    /** The unfinished playout of this number; null when it is over or never was. */
    public @Nullable Playout numbered(long number) {
        for (int i = 0; i < unfinished.size(); i++) {
            if (unfinished.get(i).number() == number) {
                return unfinished.get(i);
            }
        }
        return null;
    }

    /** The one the page plays, or will play first; null when there is none. */
    public @Nullable Playout oldest() {
        return unfinished.isEmpty() ? null : unfinished.getFirst();
    }

    private @Nullable Playout ofItem(ItemId item, int contentIndex) {
        for (int i = 0; i < unfinished.size(); i++) {
            var playout = unfinished.get(i);
            if (playout.contentIndex() == contentIndex && playout.item().equals(item)) {
                return playout;
            }
        }
        return null;
    }

    /**
     * No more audio comes for this item.
     *
     * @return its playout; null when it is not to be told to the page: unknown, stopped, told
     *     before
     */
    public @Nullable Playout complete(ItemId item, int contentIndex) {
        var playout = ofItem(item, contentIndex);
        if (playout == null || playout.complete()) {
            return null;
        }
        playout.completed();
        return playout.stopping() ? null : playout;
    }

    /** The unfinished playouts of this response to which audio may still come. */
    public List<Playout> incomplete(ResponseId response) {
        return unfinished.stream()
                .filter(playout -> !playout.complete() && playout.response().equals(response))
                .toList();
    }

    /** The page says how far it is. */
    public void progress(long number, long samples) {
        var playout = numbered(number);
        if (playout != null && !playout.stopping()) {
            playout.heard(samples);
        }
    }

    /**
     * The page says that it has played all of it, and so of those before it.
     *
     * @return whether it is over now; not when it was being stopped, or is not complete
     */
    public boolean finished(long number, long samples) {
        var playout = numbered(number);
        if (playout == null) {
            return false;
        }
        playout.heard(samples);
        if (!playout.complete() || playout.stopping()) {
            return false;
        }
        for (var other : List.copyOf(unfinished)) {
            if (other.number() <= number && other.complete() && !other.stopping()) {
                forget(other);
            }
        }
        return true;
    }

    /** Gives up waiting for the page to play this one to its end. */
    public boolean giveUp(long number) {
        var playout = numbered(number);
        return playout != null && forget(playout);
    }

    private boolean forget(Playout playout) {
        over.add(new Part(playout.item(), playout.contentIndex()));
        if (over.size() > REMEMBERED) {
            over.remove(over.iterator().next());
        }
        return unfinished.remove(playout);
    }

    /**
     * Marks all playouts up to {@code newest} as being stopped.
     *
     * @return those the page has to be told of, newest first, so that none of them begins meanwhile
     */
    public List<Playout> stop(long newest) {
        var stopped =
                unfinished.stream()
                        .filter(playout -> playout.number() <= newest && !playout.stopping())
                        .sorted(Comparator.comparingLong(Playout::number).reversed())
                        .toList();
        stopped.forEach(Playout::stop);
        return stopped;
    }

    /**
     * The page says how much was heard of a playout it was told to stop.
     *
     * @return what was heard; null when it is over or was not being stopped
     */
    public @Nullable Cut stopped(long number, long samples) {
        var playout = numbered(number);
        if (playout == null || !playout.stopping()) {
            return null;
        }
        playout.heardExactly(samples);
        forget(playout);
        return Cut.of(playout);
    }

    /**
     * The page has not answered in time: what it last said counts.
     *
     * @return what was heard; null when it is over or was not being stopped
     */
    public @Nullable Cut stoppedSilently(long number) {
        var playout = numbered(number);
        return playout == null ? null : stopped(number, playout.heardSamples());
    }

    /** Whether this item is being stopped and its heard length is not known yet. */
    public boolean stopping(ItemId item) {
        return unfinished.stream()
                .anyMatch(playout -> playout.stopping() && playout.item().equals(item));
    }

    /** Whether any of this response is unfinished. */
    public boolean anyOf(ResponseId response) {
        return unfinished.stream().anyMatch(playout -> playout.response().equals(response));
    }

    /** The unfinished ones, oldest first. */
    public List<Playout> unfinished() {
        return List.copyOf(unfinished);
    }

    /** How many are unfinished. */
    public int size() {
        return unfinished.size();
    }

    /** The highest number given so far; 0 before the first. */
    public long lastNumber() {
        return lastNumber;
    }
}
