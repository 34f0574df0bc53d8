package dev.charla.conversation.agent;

import dev.charla.conversation.function.Conversation;
import dev.charla.conversation.options.Agents;
import dev.charla.conversation.options.ConversationOptions;
import dev.charla.loop.SessionLoop;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A conversation as an agent's own code sees it. Any thread. */
final class OwnCode implements Conversation {
    private static final Logger LOG = LoggerFactory.getLogger(OwnCode.class);

    /** Longer than anybody listens to. */
    private static final int MOST_CHARS = 1_000;

    /** Requests that the loop has not come round to. */
    private static final int MOST_POSTED = 64;

    /** There and back, and there again; who is sent on once more has been heard by nobody. */
    static final int MOST_HAND_OFFS = 3;

    private final SessionLoop loop;
    private final ActiveAgent active;
    private final Agents agents;
    private final Wishes wishes;
    private final @Nullable String caller;
    private final Map<String, Object> attributes;

    // From here on guarded by this.
    private int posted;

    private boolean over;

    private boolean overTold;

    /** The agent that the caller is being handed to. */
    private @Nullable String next;

    private int handOffs;

    /** What is done with what the code asks for, on the session's loop. */
    interface Wishes {
        void progress(String words);

        void say(String words);

        void end(String lastWords);

        void handOff(ConversationOptions next);
    }

    OwnCode(SessionLoop loop, ActiveAgent active, Wishes wishes) {
        this.loop = loop;
        this.active = active;
        this.wishes = wishes;
        var options = active.get();
        this.agents = options.agents();
        this.caller = options.functions().caller();
        this.attributes = Collections.synchronizedMap(new HashMap<>(options.attributes()));
    }

    @Override
    public @Nullable String caller() {
        return caller;
    }

    @Override
    public String agent() {
        return active.name();
    }

    @Override
    public Map<String, Object> attributes() {
        return attributes;
    }

    @Override
    public void progress(String words) {
        spoken(words, wishes::progress);
    }

    @Override
    public void say(String words) {
        spoken(words, wishes::say);
    }

    @Override
    public void end(String lastWords) {
        var last = cut(lastWords);
        post(() -> wishes.end(last));
    }

    @Override
    public void handOff(Class<?> agent) {
        handOff(agents.nameOf(agent));
    }

    @Override
    public void handOff(String agent) {
        if (agent.equals(active.name())) {
            throw new IllegalArgumentException(
                    "The caller talks with the agent '%s' already. Answer them.".formatted(agent));
        }
        var to = agents.named(agent);
        synchronized (this) {
            if (over) {
                tellOver();
                return;
            }
            if (next != null) {
                throw new IllegalStateException(
                        "The caller is being handed to the agent '%s' already. Say no more."
                                .formatted(next));
            }
            if (handOffs >= MOST_HAND_OFFS) {
                throw new IllegalStateException(
                        "The caller was handed on %d times and has said nothing since. Talk with them yourself, or ask what they want."
                                .formatted(MOST_HAND_OFFS));
            }
            handOffs++;
            next = agent;
        }
        execute(() -> wishes.handOff(to));
    }

    /** Another agent may follow again. */
    synchronized void handedOff() {
        next = null;
    }

    /** The caller says something. */
    synchronized void callerTookTurn() {
        handOffs = 0;
    }

    synchronized void close() {
        over = true;
    }

    private void spoken(String words, Spoken how) {
        var said = cut(words);
        if (!said.isEmpty()) {
            post(() -> how.say(said));
        }
    }

    @FunctionalInterface
    private interface Spoken {
        void say(String words);
    }

    private void post(Runnable wish) {
        synchronized (this) {
            if (over) {
                tellOver();
                return;
            }
            if (posted >= MOST_POSTED) {
                LOG.debug("an agent's code asks for more than its conversation comes round to");
                return;
            }
            posted++;
        }
        execute(() -> {
            synchronized (this) {
                posted--;
            }
            wish.run();
        });
    }

    private void execute(Runnable wish) {
        try {
            loop.execute(() -> {
                if (isOver()) {
                    tellOver();
                } else {
                    wish.run();
                }
            });
        } catch (RuntimeException gone) {
            // The loop has ended, and with it the conversation.
            close();
            tellOver();
        }
    }

    private synchronized boolean isOver() {
        return over;
    }

    private synchronized void tellOver() {
        if (!overTold) {
            overTold = true;
            LOG.info(
                    "an agent's code asked for something after the end of its conversation,"
                            + " which has no effect");
        }
    }

    private static String cut(String words) {
        var said = words.strip();
        if (said.length() <= MOST_CHARS) {
            return said;
        }
        boolean pair = Character.isHighSurrogate(said.charAt(MOST_CHARS - 1));
        return said.substring(0, pair ? MOST_CHARS - 1 : MOST_CHARS);
    }
}
