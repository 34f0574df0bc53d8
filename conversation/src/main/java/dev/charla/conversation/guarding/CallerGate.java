package dev.charla.conversation.guarding;

import dev.charla.conversation.browser.PageMessage.Notice;
import dev.charla.conversation.caption.Captions;
import dev.charla.conversation.control.ConversationControl;
import dev.charla.conversation.guard.Verdict;
import dev.charla.conversation.guarding.Checks.Ruling;
import dev.charla.conversation.page.Notices;
import dev.charla.conversation.request.ServiceRequests;
import dev.charla.conversation.state.ConversationEvent;
import dev.charla.conversation.state.ConversationState;
import dev.charla.conversation.state.Floor;
import dev.charla.loop.SessionLoop;
import dev.charla.protocol.item.ItemId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The caller's words on their way to the agent. What is typed goes there once it has passed. What
 * is spoken is there when it is written down: if it does not pass, it is taken back from the
 * service, and the answer to it is stopped.
 *
 * <p>Confined to the session's loop.
 */
final class CallerGate {
    /** As many as wait for a service that is not ready. */
    private static final int MOST_TYPED = 8;

    /** Items of which words may still come; a turn has one. */
    private static final int REMEMBERED = 64;

    private final ConversationControl control;
    private final Checks checks;
    private final Acts acts;
    private final ServiceRequests requests;
    private final Captions captions;
    private final Runnable stopAnswer;
    private final Runnable release;
    private final Duration voidTurn;

    /** What is complete and not decided about, in order. */
    private final ArrayDeque<Words> whole = new ArrayDeque<>();

    /** What is being written down, and was not checked so far. */
    private final Map<ItemId, StringBuilder> growing = new LinkedHashMap<>();

    /** What was stopped before it was complete, and whether it is taken back already. */
    private final Map<ItemId, Boolean> refused = new LinkedHashMap<>();

    /** What is being written down and is an item of the service's already, so that it can go. */
    private final Set<ItemId> created = new LinkedHashSet<>();

    private @Nullable ItemId latest;

    /** Whether the response that begins next answers words that did not pass. */
    private boolean unwanted;

    private SessionLoop.@Nullable Timer unwantedTimer;

    /**
     * Words of the caller.
     *
     * @param item which item the service has them in; null for typed ones, which it has not
     * @param then takes what passes
     */
    private record Words(@Nullable ItemId item, String text, Consumer<String> then) {}

    CallerGate(
            ConversationControl control,
            Checks checks,
            Acts acts,
            ServiceRequests requests,
            Captions captions,
            Runnable stopAnswer,
            Runnable release,
            Duration voidTurn) {
        this.control = control;
        this.checks = checks;
        this.acts = acts;
        this.requests = requests;
        this.captions = captions;
        this.stopAnswer = stopAnswer;
        this.release = release;
        this.voidTurn = voidTurn;
    }

    /** Whether spoken words are being checked that the agent may answer already. */
    boolean inDoubt() {
        for (var words : whole) {
            if (words.item() != null) {
                return true;
            }
        }
        return false;
    }

    /** The caller typed this. */
    void typed(String text, Consumer<String> then) {
        if (checks.none() || text.isBlank()) {
            then.accept(text);
        } else if (whole.stream().filter(words -> words.item() == null).count() >= MOST_TYPED) {
            control.notice(Notices.TOO_MANY_TEXTS);
        } else {
            whole.add(new Words(null, text, then));
            next();
        }
    }

    /** The caller begins to speak. */
    void began(ItemId item) {
        latest = item;
        wanted();
        acts.callerTurn();
    }

    /** So much more of it is written down. */
    void grows(ItemId item, String delta) {
        if (checks.none() || refused.containsKey(item)) {
            return;
        }
        if (!growing.containsKey(item) && growing.size() >= REMEMBERED) {
            growing.remove(growing.keySet().iterator().next());
        }
        growing.computeIfAbsent(item, _ -> new StringBuilder()).append(delta);
        next();
    }

    /** All of it is written down. */
    void said(ItemId item, String text, Consumer<String> then) {
        growing.remove(item);
        created.remove(item);
        var gone = refused.remove(item);
        if (gone != null) {
            if (!gone) {
                requests.delete(item);
            }
            return;
        }
        if (checks.none() || text.isBlank()) {
            then.accept(text);
            return;
        }
        whole.add(new Words(item, text, then));
        next();
    }

    /** Whether it was stopped, so that nothing more of it is shown. */
    boolean refused(ItemId item) {
        return refused.containsKey(item);
    }

    /** The service has this item; before, it would not know what to delete. */
    void created(ItemId item) {
        if (checks.none()) {
            return;
        }
        if (Boolean.FALSE.equals(refused.replace(item, true))) {
            requests.delete(item);
        }
        if (created.size() >= REMEMBERED) {
            created.remove(created.iterator().next());
        }
        created.add(item);
    }

    /** The service has begun a response. */
    void responseBegan() {
        if (unwanted) {
            wanted();
            stopAnswer.run();
        }
    }

    private void next() {
        if (checks.busy()) {
            return;
        }
        var first = whole.peek();
        if (first != null) {
            checks.another();
            checks.check(first.text(), true, ruling -> decided(first, ruling));
            return;
        }
        for (var each : growing.entrySet()) {
            var text = each.getValue();
            if (!text.isEmpty()) {
                var item = each.getKey();
                int chars = text.length();
                checks.check(text.toString(), false, ruling -> soFar(item, chars, ruling));
                return;
            }
        }
    }

    /** A stop is a stop; what is to take the place of words is known when they are complete. */
    private void soFar(ItemId item, int chars, Ruling ruling) {
        var text = growing.get(item);
        if (text != null && ruling.verdict() instanceof Verdict.Stop(var reason, var say)) {
            growing.remove(item);
            if (refused.size() >= REMEMBERED) {
                refused.remove(refused.keySet().iterator().next());
            }
            refused.put(item, false);
            stop(item, ruling, Notices.wordsStopped(reason), say);
        } else if (text != null && text.length() == chars) {
            growing.put(item, new StringBuilder());
        }
        next();
    }

    private void decided(Words words, Ruling ruling) {
        whole.remove(words);
        var item = words.item();
        switch (ruling.verdict()) {
            case Verdict.Pass _ when ruling.failed() ->
                    stop(item, ruling, Notices.GUARD_FAILED, null);
            case Verdict.Pass _, Verdict.Undecided _ -> passed(words, words.text());
            case Verdict.Replace(var others) -> {
                acts.ruled(ruling);
                control.notice(Notices.WORDS_REPLACED);
                if (item != null) {
                    takeBack(item);
                    requests.words(requests.typedItem(), others);
                    acts.answer();
                }
                passed(words, others);
                acts.settled();
            }
            case Verdict.Stop(var reason, var say) ->
                    stop(item, ruling, Notices.wordsStopped(reason), say);
        }
        release.run();
        next();
    }

    private void passed(Words words, String text) {
        if (words.item() == null) {
            latest = null;
            wanted();
            acts.callerTurn();
        }
        words.then().accept(text);
    }

    private void stop(@Nullable ItemId item, Ruling ruling, Notice why, @Nullable String say) {
        acts.ruled(ruling);
        if (item != null && item.equals(latest)) {
            acts.sayToThisTurn(say);
        } else {
            acts.say(say);
        }
        if (item != null) {
            captions.userSaid(item, "");
            takeBack(item);
        }
        control.notice(why);
        acts.settled();
    }

    private void takeBack(ItemId item) {
        if (!refused.containsKey(item) || created.contains(item)) {
            requests.delete(item);
            refused.replace(item, true);
        }
        if (!item.equals(latest) || !(control.state() instanceof ConversationState.Live live)) {
            return;
        }
        if (live.floor() == Floor.OPEN) {
            stopAnswer.run();
            return;
        }
        unwanted = true;
        settled();
    }

    /** The state may have changed: a turn that was taken back may have ended. */
    void settled() {
        if (unwanted
                && unwantedTimer == null
                && control.state() instanceof ConversationState.Live live
                && live.floor() == Floor.AWAITED) {
            unwantedTimer = control.after(voidTurn, this::unanswered);
        }
    }

    /** The service does not answer what was taken back. */
    private void unanswered() {
        if (unwanted) {
            wanted();
            control.on(new ConversationEvent.TurnVoid(false));
        }
    }

    private void wanted() {
        unwanted = false;
        if (unwantedTimer != null) {
            unwantedTimer.cancel();
            unwantedTimer = null;
        }
    }
}
