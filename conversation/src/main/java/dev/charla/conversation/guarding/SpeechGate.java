package dev.charla.conversation.guarding;

import dev.charla.conversation.browser.PageMessage.Notice;
import dev.charla.conversation.control.ConversationControl;
import dev.charla.conversation.guard.Verdict;
import dev.charla.conversation.guarding.Checks.Ruling;
import dev.charla.conversation.page.Notices;
import dev.charla.conversation.request.ServiceRequests;
import dev.charla.conversation.state.ConversationEvent;
import dev.charla.conversation.state.ConversationState;
import dev.charla.conversation.state.Generation;
import dev.charla.protocol.event.ResponseEvent;
import dev.charla.protocol.item.Item;
import dev.charla.protocol.item.ItemId;
import dev.charla.protocol.item.ResponseId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The agent's speech on its way to the page. Words are shown to the guards as they grow. Where
 * speech is held back, what comes of a response waits, in its order, until the words before it have
 * passed: audio, captions, and calls of tools.
 *
 * <p>What waits is bounded by the deadlines of the guards and in samples; beyond that the guard has
 * been too slow. Confined to the session's loop.
 */
final class SpeechGate {
    private final ConversationControl control;
    private final Checks checks;
    private final Acts acts;
    private final ServiceRequests requests;
    private final Predicate<ResponseId> sounds;
    private final BooleanSupplier callerInDoubt;
    private final BooleanSupplier holdsBack;
    private final long mostHeldSamples;

    private final Map<Part, AgentWords> words = new LinkedHashMap<>();
    private final ArrayDeque<Held> held = new ArrayDeque<>();

    /** Of responses that were stopped: items to take back once the service has ended them. */
    private final Map<ResponseId, Set<ItemId>> unheard = new LinkedHashMap<>();

    private long heldSamples;
    private boolean releasing;
    private Consumer<ResponseEvent> out = _ -> {};

    private record Part(ResponseId response, ItemId item, int contentIndex) {}

    /**
     * An event that waits.
     *
     * @param of the words that have to pass first; null for none
     * @param chars so many of them
     * @param all whether that is all of them
     */
    private record Held(
            ResponseEvent event,
            ResponseId response,
            @Nullable AgentWords of,
            int chars,
            boolean all) {
        boolean free() {
            return of == null || of.free(chars, all);
        }
    }

    /**
     * A gate.
     *
     * @param sounds whether some of a response is on its way to the caller's ear
     * @param callerInDoubt whether words of the caller are being checked that the agent may answer
     * @param mostHeldSamples how much audio may wait, at 24 kHz
     */
    SpeechGate(
            ConversationControl control,
            Checks checks,
            Acts acts,
            ServiceRequests requests,
            Predicate<ResponseId> sounds,
            BooleanSupplier callerInDoubt,
            BooleanSupplier holdsBack,
            long mostHeldSamples) {
        this.control = control;
        this.checks = checks;
        this.acts = acts;
        this.requests = requests;
        this.sounds = sounds;
        this.callerInDoubt = callerInDoubt;
        this.holdsBack = holdsBack;
        this.mostHeldSamples = mostHeldSamples;
    }

    /** What was held back and is let through goes to {@code taker}. */
    void to(Consumer<ResponseEvent> taker) {
        out = taker;
    }

    /**
     * Something came of a response.
     *
     * @param open whether nobody has stopped it
     * @return whether it is held back, to be let through later or never
     */
    boolean holds(ResponseEvent event, Predicate<ResponseId> open) {
        var response = responseOf(event);
        if (response == null) {
            return false;
        }
        if (!open.test(response)) {
            stale(event);
            return false;
        }
        if (checks.none() && words.isEmpty() && held.isEmpty() && !callerInDoubt.getAsBoolean()) {
            return false; // with no guards nothing is done for an event, of which audio has many
        }
        var of = checks.none() ? null : grows(event);
        int chars = of == null ? 0 : of.text.length();
        boolean all = of != null && of.whole();
        var entry = new Held(event, response, of, chars, all);
        boolean kept =
                holdsBack.getAsBoolean()
                        && (!held.isEmpty() || !entry.free() || callerInDoubt.getAsBoolean());
        if (kept) {
            keep(entry);
        } else {
            sounded(event);
        }
        checkNext();
        return kept;
    }

    /** A response has begun: no more comes of those before it, though none told its end. */
    void began(ResponseId response) {
        for (var each : words.values()) {
            if (!each.response.equals(response)) {
                each.end();
            }
        }
        release();
        checkNext();
    }

    private void keep(Held entry) {
        held.add(entry);
        heldSamples += samples(entry.event());
        if (heldSamples > mostHeldSamples) {
            checks.overdue();
            words.values().stream()
                    .filter(each -> !checks.busy() && !each.toCheck())
                    .forEach(each -> each.passed(each.text.length(), each.whole()));
            release();
        }
    }

    /** Lets through what may be by now. */
    void release() {
        if (releasing) {
            return;
        }
        releasing = true;
        try {
            for (var head = held.peek();
                    head != null && head.free() && !callerInDoubt.getAsBoolean();
                    head = held.peek()) {
                held.poll();
                heldSamples -= samples(head.event());
                sounded(head.event());
                out.accept(head.event());
            }
        } finally {
            releasing = false;
        }
        if (held.isEmpty()) {
            words.values().removeIf(AgentWords::passedWhole);
        }
    }

    /** Nothing more of this response is let through, but that it is over. */
    void drop(ResponseId response) {
        if (words.values().removeIf(each -> each.response.equals(response))) {
            checks.forget();
        }
        var end = new ArrayList<ResponseEvent>();
        held.removeIf(each -> {
            if (!each.response().equals(response)) {
                return false;
            }
            heldSamples -= samples(each.event());
            if (each.event() instanceof ResponseEvent.Done) {
                end.add(each.event());
            }
            return true;
        });
        end.forEach(out);
        release();
        checkNext();
    }

    /** It was stopped: what it still begins is to be taken back as well. */
    private void stale(ResponseEvent event) {
        if (event instanceof ResponseEvent.OutputItemAdded added
                && added.item() instanceof Item.Message message
                && message.id() != null) {
            var items = unheard.get(added.responseId());
            if (items != null) {
                items.add(message.id());
            }
        }
    }

    /** A response is over for the service: what nobody heard of it is taken back. */
    void over(ResponseId response) {
        var items = unheard.remove(response);
        if (items != null) {
            items.forEach(requests::delete);
        }
    }

    /** The session is gone: nothing that waits is complete any more. */
    void sessionOver() {
        held.clear();
        heldSamples = 0;
        unheard.clear();
        if (holdsBack.getAsBoolean()) {
            words.clear();
            checks.forget();
        }
    }

    /** Stops what the agent is saying, and what it is about to say. */
    void stopAnswer() {
        if (control.state() instanceof ConversationState.Live live
                && live.generation() instanceof Generation.Active(var response)) {
            takeBack(response);
        }
        control.on(new ConversationEvent.Interrupted());
    }

    private void takeBack(ResponseId response) {
        var items = new LinkedHashSet<ItemId>();
        var audible = new LinkedHashSet<ItemId>();
        for (var each : words.values()) {
            if (each.response.equals(response)) {
                (each.sounded ? audible : items).add(each.item);
            }
        }
        for (var each : held) {
            if (each.response().equals(response)
                    && each.event() instanceof ResponseEvent.OutputItemAdded added
                    && added.item() instanceof Item.Message message
                    && message.id() != null) {
                items.add(message.id());
            }
        }
        items.removeAll(audible);
        unheard.put(response, items);
    }

    private @Nullable AgentWords grows(ResponseEvent event) {
        return switch (event) {
            case ResponseEvent.AudioTranscriptDelta delta -> {
                var of = part(delta.responseId(), delta.itemId(), delta.contentIndex());
                of.grow(delta.delta());
                yield of;
            }
            case ResponseEvent.TextDelta delta -> {
                var of = part(delta.responseId(), delta.itemId(), delta.contentIndex());
                of.grow(delta.delta());
                yield of;
            }
            case ResponseEvent.AudioTranscriptDone done -> {
                var of = part(done.responseId(), done.itemId(), done.contentIndex());
                of.become(done.transcript());
                yield of;
            }
            case ResponseEvent.TextDone done -> {
                var of = part(done.responseId(), done.itemId(), done.contentIndex());
                of.become(done.text());
                yield of;
            }
            case ResponseEvent.Done done -> {
                AgentWords last = null;
                for (var each : words.values()) {
                    if (each.response.equals(done.response().id())) {
                        each.end();
                        last = each;
                    }
                }
                yield last;
            }
            case ResponseEvent _ -> null;
        };
    }

    private AgentWords part(ResponseId response, ItemId item, int contentIndex) {
        return words.computeIfAbsent(
                new Part(response, item, contentIndex), _ -> new AgentWords(response, item));
    }

    /** One check after the other: the first item of which words have not passed. */
    private void checkNext() {
        for (var each : List.copyOf(words.values())) {
            if (checks.busy()) {
                return;
            }
            if (each.toCheck() && words.containsValue(each)) {
                check(each);
            }
        }
    }

    private void check(AgentWords of) {
        var text = of.text.toString();
        boolean whole = of.whole();
        if (acts.ownWords(text)) {
            passed(of, text.length(), whole);
            return;
        }
        if (of.fresh()) {
            checks.another();
        }
        checks.check(text, whole, ruling -> ruled(of, text.length(), whole, ruling));
    }

    private void ruled(AgentWords of, int chars, boolean whole, Ruling ruling) {
        switch (ruling.verdict()) {
            case Verdict.Pass _ when ruling.failed() ->
                    stop(of, ruling, Notices.GUARD_FAILED, null);
            case Verdict.Pass _ -> passed(of, chars, whole);
            case Verdict.Undecided _ -> of.undecided(chars);
            case Verdict.Replace(var say) -> stop(of, ruling, Notices.SPEECH_REPLACED, say);
            case Verdict.Stop(var reason, var say) ->
                    stop(of, ruling, Notices.speechStopped(reason), say);
        }
        checkNext();
    }

    private void passed(AgentWords of, int chars, boolean whole) {
        of.passed(chars, whole);
        release();
    }

    /** A slow guard may come when all has been heard: then there is nothing to stop. */
    private void stop(AgentWords of, Ruling ruling, Notice why, @Nullable String say) {
        boolean made =
                control.state() instanceof ConversationState.Live live
                        && live.generation().equals(new Generation.Active(of.response));
        boolean late = !made && !sounds.test(of.response);
        if (late) {
            drop(of.response);
            return;
        }
        acts.ruled(ruling);
        acts.say(say);
        stopAnswer();
        drop(of.response);
        control.notice(why);
    }

    private void sounded(ResponseEvent event) {
        if (event instanceof ResponseEvent.AudioDelta delta && !checks.none()) {
            part(delta.responseId(), delta.itemId(), delta.contentIndex()).sounded = true;
        }
    }

    private static long samples(ResponseEvent event) {
        return event instanceof ResponseEvent.AudioDelta delta
                ? delta.delta().length() / Short.BYTES
                : 0;
    }

    /** Null where nothing is to be held back. */
    private static @Nullable ResponseId responseOf(ResponseEvent event) {
        return switch (event) {
            case ResponseEvent.Done done -> done.response().id();
            case ResponseEvent.OutputItemAdded added -> added.responseId();
            case ResponseEvent.OutputItemDone done -> done.responseId();
            case ResponseEvent.TextDelta delta -> delta.responseId();
            case ResponseEvent.TextDone done -> done.responseId();
            case ResponseEvent.AudioTranscriptDelta delta -> delta.responseId();
            case ResponseEvent.AudioTranscriptDone done -> done.responseId();
            case ResponseEvent.AudioDelta delta -> delta.responseId();
            case ResponseEvent.AudioDone done -> done.responseId();
            case ResponseEvent.AudioTimestampDelta word -> word.responseId();
            case ResponseEvent.Created _,
                    ResponseEvent.ContentPartAdded _,
                    ResponseEvent.ContentPartDone _,
                    ResponseEvent.AudioTimestampDone _,
                    ResponseEvent.FunctionCallArgumentsDelta _,
                    ResponseEvent.FunctionCallArgumentsDone _,
                    ResponseEvent.AudioTranscriptAnnotationAdded _,
                    ResponseEvent.VideoDelta _,
                    ResponseEvent.InvocationDelta _ ->
                    null;
        };
    }
}
