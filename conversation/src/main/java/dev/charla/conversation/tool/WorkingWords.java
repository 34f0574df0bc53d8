package dev.charla.conversation.tool;

import dev.charla.conversation.control.ConversationControl;
import dev.charla.conversation.function.WaitingWords;
import dev.charla.conversation.request.ServiceRequests;
import dev.charla.conversation.state.ConversationEvent;
import dev.charla.loop.SessionLoop;
import dev.charla.protocol.item.Item;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the agent says while tools are at work: what they tell of their progress, and what they have
 * it say when the caller has heard nothing for a while; and the question where the caller is asked
 * first, once more after a silence. Silence is what the caller hears, by the page's word.
 *
 * <p>Confined to the session's loop.
 */
final class WorkingWords {
    /** News that is older than this many others is none any more. */
    private static final int MOST_WAITING = 4;

    /** Somebody who thinks about a question has an answer by then. */
    private static final Duration ASK_AGAIN = Duration.ofSeconds(8);

    private static final int MOST_ASKED = 2;

    private final ConversationControl control;
    private final ServiceRequests requests;
    private final ArrayDeque<String> news = new ArrayDeque<>();
    private final ArrayDeque<String> announced = new ArrayDeque<>();
    private @Nullable Long quietSinceNanos;
    private SessionLoop.@Nullable Timer timer;

    WorkingWords(ConversationControl control, ServiceRequests requests) {
        this.control = control;
        this.requests = requests;
    }

    /** Is said once nobody speaks, if a tool is still at work by then. */
    void progress(String words) {
        add(news, words);
    }

    /** Is said once nobody speaks, in any case. */
    void say(String words) {
        add(announced, words);
    }

    private static void add(ArrayDeque<String> waiting, String words) {
        if (waiting.size() >= MOST_WAITING) {
            waiting.remove();
        }
        waiting.add(words);
    }

    /**
     * What the service said by itself takes the place of the first words, which are not said twice.
     */
    void saidByService(Collection<FunctionCall> open, List<Item> output) {
        boolean spoke = output.stream().anyMatch(Item.Message.class::isInstance);
        for (var call : open) {
            if (spoke && call.running() && call.said == 0) {
                call.said = 1;
            }
        }
    }

    /** Says what is due. */
    void settled(Collection<FunctionCall> open) {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
        if (open.stream().noneMatch(FunctionCall::running)) {
            news.clear();
        }
        if (!control.state().quiet()) {
            quietSinceNanos = null;
            return;
        }
        long now = control.nanos();
        long since = quietSinceNanos == null ? now : quietSinceNanos;
        quietSinceNanos = since;
        var told = announced.isEmpty() ? news.poll() : announced.poll();
        if (told != null) {
            ask(told);
            return;
        }
        FunctionCall next = null;
        long nextNanos = Long.MAX_VALUE;
        boolean asked = false;
        for (var call : open) {
            boolean asks = call.question() != null && !asked;
            asked |= asks;
            var pause = asks ? pauseBeforeQuestion(call) : call.running() ? pause(call) : null;
            if (pause != null) {
                long at = Math.max(since, call.beganNanos) + pause.toNanos();
                if (at < nextNanos) {
                    nextNanos = at;
                    next = call;
                }
            }
        }
        if (next == null) {
            return;
        }
        if (nextNanos <= now) {
            ask(wordsOf(next));
        } else {
            timer = control.after(Duration.ofNanos(nextNanos - now), () -> settled(open));
        }
    }

    private void ask(String words) {
        quietSinceNanos = null;
        requests.say(words);
        control.on(new ConversationEvent.ToolAnswered());
    }

    /** How much silence the next words of this call wait for; null when there are none. */
    private static @Nullable Duration pause(FunctionCall call) {
        var tool = call.tool;
        var words = tool == null ? null : tool.manner().whileWorking();
        if (words == null) {
            return null;
        }
        return call.said == 0 ? words.after() : words.again();
    }

    private static @Nullable Duration pauseBeforeQuestion(FunctionCall call) {
        if (call.said >= MOST_ASKED) {
            return null;
        }
        return call.said == 0 ? Duration.ZERO : ASK_AGAIN;
    }

    private static String wordsOf(FunctionCall call) {
        int number = call.said++;
        var question = call.question();
        if (question != null) {
            return question;
        }
        var words = whileWorking(call).say();
        return words.get(number % words.size());
    }

    private static WaitingWords whileWorking(FunctionCall call) {
        var tool = call.tool;
        var words = tool == null ? null : tool.manner().whileWorking();
        if (words == null) {
            throw new IllegalStateException("it has words, or it would not be its turn");
        }
        return words;
    }
}
