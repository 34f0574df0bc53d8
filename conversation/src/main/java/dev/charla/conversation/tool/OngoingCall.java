package dev.charla.conversation.tool;

import dev.charla.conversation.capture.Capture;
import dev.charla.conversation.function.Conversation;
import dev.charla.conversation.function.ToolCall;
import dev.charla.conversation.function.ToolThreads;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A call that was begun, for its tool. Any thread. */
final class OngoingCall implements ToolCall {
    /** Longer than anybody listens to while they wait. */
    private static final int MOST_CHARS = 500;

    private final String id;
    private final Conversation conversation;
    private final Consumer<Runnable> loop;
    private final Consumer<String> progress;
    private final Asks asks;
    private final ToolThreads threads;
    private volatile boolean over; // read by the tool's thread

    /** Where questions go, on the session's loop. */
    interface Asks {
        <T> void ask(Capture<T> capture, Answer<T> answer);
    }

    /**
     * @param loop has a task run on the session's loop
     * @param progress called there
     * @param threads where the tool runs
     */
    OngoingCall(
            String id,
            Conversation conversation,
            Consumer<Runnable> loop,
            Consumer<String> progress,
            Asks asks,
            ToolThreads threads) {
        this.id = id;
        this.conversation = conversation;
        this.loop = loop;
        this.progress = progress;
        this.asks = asks;
        this.threads = threads;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public @Nullable String caller() {
        return conversation.caller();
    }

    @Override
    public Conversation conversation() {
        return conversation;
    }

    @Override
    public void progress(String words) {
        var said = words.strip();
        if (!said.isEmpty() && !over) {
            var some = Shortened.to(MOST_CHARS, said);
            loop.accept(() -> {
                if (!over) {
                    progress.accept(some);
                }
            });
        }
    }

    @Override
    public <T> Optional<T> ask(Capture<T> capture) throws InterruptedException {
        if (over) {
            return Optional.empty();
        }
        var answer = new Answer<T>();
        loop.accept(() -> {
            if (over) {
                answer.give(Optional.empty());
            } else {
                asks.ask(capture, answer);
            }
        });
        return answer.await(threads);
    }

    @Override
    public boolean over() {
        return over;
    }

    void end() {
        over = true;
    }
}
