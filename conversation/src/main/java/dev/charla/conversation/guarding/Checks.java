package dev.charla.conversation.guarding;

import dev.charla.conversation.control.ConversationControl;
import dev.charla.conversation.function.Conversation;
import dev.charla.conversation.function.ToolThreads;
import dev.charla.conversation.guard.Guarded;
import dev.charla.conversation.guard.Guards;
import dev.charla.conversation.guard.SoFar;
import dev.charla.conversation.guard.Verdict;
import dev.charla.conversation.guard.WordGuard;
import dev.charla.conversation.options.ConversationObserver;
import dev.charla.loop.SessionLoop;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the guards that see the words of one party, one check after the other and in each check one
 * guard after the other, each on a thread of its own. What a guard brings after its deadline is
 * dropped.
 *
 * <p>Confined to the session's loop, but for the guards themselves.
 */
final class Checks {
    private static final Logger LOG = LoggerFactory.getLogger(Checks.class);

    /** Threads of one party's guards, those included that do not heed an interrupt. */
    static final int MOST_AT_WORK = 8;

    private final ConversationControl control;
    private final ConversationObserver observer;
    private final SessionLoop loop;
    private final Supplier<Guards> active;
    private final Conversation conversation;
    private final Guarded on;
    private Guards all = Guards.NONE;
    private List<WordGuard> guards = List.of();

    /** Those that were too slow with the present item: it would stutter with each further word. */
    private final Set<WordGuard> skipped = new HashSet<>();

    /** Those whose failure has been logged. */
    private final Set<WordGuard> logged = new HashSet<>();

    private @Nullable Run run;
    private int atWork;
    private boolean closed;

    /**
     * What came of a check.
     *
     * @param by who decided, unless the words pass
     * @param failed whether that is because a guard failed
     */
    record Ruling(Verdict verdict, @Nullable WordGuard by, boolean failed) {}

    Checks(
            ConversationControl control,
            ConversationObserver observer,
            SessionLoop loop,
            Supplier<Guards> active,
            Conversation conversation,
            Guarded on) {
        this.control = control;
        this.observer = observer;
        this.loop = loop;
        this.active = active;
        this.conversation = conversation;
        this.on = on;
    }

    /** Another agent has other guards; it follows between two responses. */
    private List<WordGuard> guards() {
        var now = active.get();
        if (!now.equals(all)) {
            all = now;
            guards = now.on(on);
        }
        return guards;
    }

    /** Whether there is nobody to ask. */
    boolean none() {
        return guards().isEmpty();
    }

    /** Whether a check is under way. */
    boolean busy() {
        return run != null;
    }

    /** Begins a check; the one before is over. */
    void check(String text, boolean whole, Consumer<Ruling> then) {
        if (run != null) {
            throw new IllegalStateException("one check after the other");
        }
        run = new Run(guards(), new SoFar(text, whole, conversation.caller(), conversation), then);
        run.next();
    }

    /** Another item begins: each guard is asked again. */
    void another() {
        skipped.clear();
    }

    /** What comes of the present check means nothing any more. */
    void forget() {
        if (run != null) {
            run.end();
            run = null;
        }
    }

    /** So much waits for the present check that its guard has been too slow. */
    void overdue() {
        if (run != null) {
            run.overdue();
        }
    }

    /** The conversation is over. */
    void close() {
        closed = true;
        forget();
    }

    private void logged(WordGuard guard, String failure) {
        observer.guardFailed(guard.name());
        if (logged.add(guard)) {
            LOG.atWarn()
                    .addKeyValue("guard", guard.name())
                    .addKeyValue("failure", failure)
                    .log("a guard failed; further failures in this conversation are counted only");
        }
    }

    private void onLoop(Runnable task) {
        try {
            loop.execute(() -> {
                atWork--;
                if (!closed) {
                    task.run();
                }
            });
        } catch (RuntimeException gone) {
            // The loop has ended, and with it the conversation that would have been told.
            LOG.debug("a guard ended after its conversation's loop");
        }
    }

    private final class Run {
        private final List<WordGuard> guards;
        private final SoFar words;
        private final Consumer<Ruling> then;
        private int asked;
        private boolean undecided;
        private ToolThreads.@Nullable Work work;
        private SessionLoop.@Nullable Timer deadline;

        Run(List<WordGuard> guards, SoFar words, Consumer<Ruling> then) {
            this.guards = guards;
            this.words = words;
            this.then = then;
        }

        void next() {
            while (asked < guards.size() && skipped.contains(guards.get(asked))) {
                asked++;
            }
            if (asked < guards.size()) {
                ask(guards.get(asked++));
            } else {
                var open = undecided && !words.whole();
                over(new Ruling(open ? Verdict.undecided() : Verdict.pass(), null, false));
            }
        }

        private void ask(WordGuard guard) {
            if (atWork >= MOST_AT_WORK) {
                failed(guard, "not asked, since earlier ones do not end");
                return;
            }
            atWork++;
            deadline = control.after(guard.manner().deadline(), () -> tooSlow(guard));
            int number = asked;
            work =
                    all.threads()
                            .start(
                                    "guard-" + guard.name(),
                                    () -> {
                                        var told = verdict(guard, number);
                                        onLoop(told);
                                    });
        }

        /** On the guard's thread. */
        private Runnable verdict(WordGuard guard, int number) {
            try {
                var verdict = guard.check(words);
                return () -> decided(guard, number, verdict);
            } catch (Throwable failure) {
                // An error too: the words wait for a verdict, and one guard's fault is no other's.
                return () -> {
                    if (current(number)) {
                        failed(guard, failure.getClass().getName());
                    }
                };
            }
        }

        private void decided(WordGuard guard, int number, @Nullable Verdict verdict) {
            if (!current(number)) {
                return;
            }
            switch (verdict) {
                case null -> failed(guard, "no verdict");
                case Verdict.Pass _ -> {
                    stopClock();
                    next();
                }
                case Verdict.Undecided _ -> {
                    undecided = true;
                    stopClock();
                    next();
                }
                case Verdict.Replace _, Verdict.Stop _ -> over(new Ruling(verdict, guard, false));
            }
        }

        void overdue() {
            if (deadline != null) {
                tooSlow(guards.get(asked - 1));
            }
        }

        private void tooSlow(WordGuard guard) {
            if (work != null) {
                work.interrupt();
            }
            skipped.add(guard);
            failed(guard, "took too long");
        }

        private void failed(WordGuard guard, String failure) {
            stopClock();
            logged(guard, failure);
            if (guard.manner().failsOpen()) {
                next();
            } else {
                over(new Ruling(Verdict.pass(), guard, true));
            }
        }

        private boolean current(int number) {
            return run == this && asked == number && deadline != null;
        }

        private void over(Ruling ruling) {
            stopClock();
            run = null;
            then.accept(ruling);
        }

        private void stopClock() {
            if (deadline != null) {
                deadline.cancel();
                deadline = null;
            }
        }

        void end() {
            stopClock();
            if (work != null) {
                work.interrupt();
            }
        }
    }
}
