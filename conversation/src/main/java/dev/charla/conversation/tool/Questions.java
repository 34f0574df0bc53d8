package dev.charla.conversation.tool;

import dev.charla.conversation.browser.PageMessage;
import dev.charla.conversation.capture.Capture;
import dev.charla.conversation.control.ConversationControl;
import dev.charla.conversation.request.ServiceRequests;
import dev.charla.conversation.state.ConversationEvent;
import dev.charla.conversation.state.ConversationState;
import dev.charla.conversation.state.Floor;
import dev.charla.loop.SessionLoop;
import dev.charla.protocol.item.ItemId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Values that tools ask the caller for. Each is asked for aloud, word for word, read from what the
 * caller says, read back and agreed to; one that is typed can be seen, and is taken as it is. The
 * agent answers none of it meanwhile. One question is asked after the other.
 *
 * <p>Confined to the session's loop.
 */
final class Questions {
    /** Somebody who looks for a number has it by then; of a longer silence there is no end. */
    private static final Duration ASK_AGAIN = Duration.ofSeconds(8);

    /** How often the same words are said into a silence. */
    private static final int MOST_TIMES = 3;

    /** Who is not understood by then is not going to be. */
    private static final int MOST_REPLIES = 6;

    private final ConversationControl control;
    private final ServiceRequests requests;
    private final ArrayDeque<Question<?>> waiting = new ArrayDeque<>();
    private SessionLoop.@Nullable Timer timer;

    /** How many values were asked for. */
    private long valuesAsked;

    /** Whether the service is about to answer what was a reply. */
    private boolean unanswered;

    Questions(ConversationControl control, ServiceRequests requests) {
        this.control = control;
        this.requests = requests;
    }

    /** One value that is asked for. */
    private final class Question<T> {
        final FunctionCall call;
        final Capture<T> capture;
        final Answer<T> answer;
        final Runnable over;

        /** What the page knows it by. */
        final String id;

        /** What the caller began to say after the question. */
        final Set<ItemId> replies = new HashSet<>();

        /** What was heard, and is not agreed to. */
        @Nullable T heard;

        String next;
        int times;
        int replied;

        Question(FunctionCall call, Capture<T> capture, Answer<T> answer, Runnable over) {
            this.call = call;
            this.capture = capture;
            this.answer = answer;
            this.over = over;
            this.id = call.id.value() + "-" + ++valuesAsked;
            this.next = capture.question();
        }

        void reply(String said, boolean typed) {
            replied++;
            var consent = Consent.of(said);
            var proposed = heard;
            if (proposed != null && consent == Consent.YES) {
                end(Optional.of(proposed));
                return;
            }
            boolean justNo = consent == Consent.NO && said.strip().indexOf(' ') < 0;
            var value = justNo ? Optional.<T>empty() : capture.read(said);
            if (value.isPresent() && typed) {
                end(value);
            } else if (value.isPresent()) {
                heard = value.get();
                say(capture.readBack(value.get()));
            } else if (replied >= MOST_REPLIES || (proposed == null && consent == Consent.NO)) {
                end(Optional.empty());
            } else if (proposed != null && consent == Consent.UNCLEAR) {
                say(capture.readBack(proposed));
            } else {
                heard = null;
                say(proposed == null ? capture.again() : capture.question());
            }
        }

        private void say(String words) {
            next = words;
            times = 0;
        }

        void show() {
            control.tell(
                    new PageMessage.Capture(id, capture.kind().name().toLowerCase(Locale.ROOT)));
        }

        void hide() {
            if (replied + times > 0) {
                control.tell(new PageMessage.CaptureOver(id));
            }
        }

        void end(Optional<T> value) {
            waiting.remove(this);
            hide();
            over.run();
            answer.give(value);
        }
    }

    /**
     * Asks for a value.
     *
     * @param over told just before the answer is given
     */
    <T> void ask(FunctionCall call, Capture<T> capture, Answer<T> answer, Runnable over) {
        waiting.add(new Question<>(call, capture, answer, over));
    }

    /** Whether a value is being asked for. */
    boolean active() {
        return !waiting.isEmpty();
    }

    /** Whether what the caller says now is for the question, and for nobody else. */
    boolean asked() {
        var first = waiting.peek();
        return first != null && first.replied + first.times > 0;
    }

    /** Whether a response that begins now answers a reply, which is for the question alone. */
    boolean unwanted() {
        boolean toReply = unanswered;
        unanswered = false;
        return !requests.saying() && (toReply || asked());
    }

    /** The caller begins to say something. */
    void speechBegan(ItemId item) {
        unanswered = false;
        var first = waiting.peek();
        if (first != null && asked() && first.replies.size() < MOST_REPLIES) {
            first.replies.add(item);
        }
    }

    /** The caller's words; false when they were no reply. */
    boolean heard(ItemId item, String said) {
        var first = waiting.peek();
        if (first == null || !first.replies.remove(item)) {
            return false;
        }
        if (!said.isBlank()) {
            unanswered =
                    control.state() instanceof ConversationState.Live live
                            && live.floor() == Floor.AWAITED;
            first.reply(said, false);
        }
        return true;
    }

    /** The caller's words as they typed them; false when they were no reply. */
    boolean typed(String said) {
        var first = waiting.peek();
        if (first == null || !asked()) {
            return false;
        }
        first.reply(said, true);
        return true;
    }

    /** The call is over: what it asked for is of no use. */
    void over(FunctionCall call) {
        for (var question : List.copyOf(waiting)) {
            if (question.call == call) {
                waiting.remove(question);
                question.hide();
            }
        }
    }

    /** The page was away: it is told again what is asked for. */
    void tellAgain() {
        var first = waiting.peek();
        if (first != null && asked()) {
            first.show();
        }
    }

    /** Says what is due once nobody speaks, and again into a silence. */
    void settled() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
        var first = waiting.peek();
        if (first == null || !control.state().quiet()) {
            return;
        }
        if (first.times == 0) {
            speak(first);
        } else {
            timer =
                    control.after(
                            ASK_AGAIN,
                            () -> {
                                timer = null;
                                silence(first);
                            });
        }
    }

    private void silence(Question<?> question) {
        if (waiting.peek() != question || !control.state().quiet()) {
            return;
        }
        if (question.times >= MOST_TIMES) {
            question.end(Optional.empty());
        } else {
            speak(question);
        }
    }

    private void speak(Question<?> question) {
        question.times++;
        question.show();
        requests.say(question.next);
        control.on(new ConversationEvent.ToolAnswered());
    }
}
