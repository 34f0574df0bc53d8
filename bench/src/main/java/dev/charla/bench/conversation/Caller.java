package dev.charla.bench.conversation;

import dev.charla.loop.Ticker;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Holds one conversation from its first turn to its last. Confined to one thread. */
final class Caller {
    /**
     * An answer of several responses has pauses between them; the offline service's are shorter.
     */
    private static final long SETTLED_NANOS = Duration.ofMillis(700).toNanos();

    /** So much of an answer is heard before the caller speaks into it. */
    private static final long HEARD_SAMPLES = 800L * Playback.SAMPLES_PER_MS;

    private final Page page;
    private final Ticker ticker;
    private final Findings findings;
    private final ConversationOptions options;
    private final @Nullable Speech speech;

    /**
     * A caller whose page is open.
     *
     * @param speech what to say; null: to type {@link ConversationOptions#text}
     */
    Caller(
            Page page,
            Ticker ticker,
            Findings findings,
            ConversationOptions options,
            @Nullable Speech speech) {
        this.page = page;
        this.ticker = ticker;
        this.findings = findings;
        this.options = options;
        this.speech = speech;
    }

    /** Holds the conversation; what was measured until then is in the findings when it fails. */
    void conversation() throws ConversationFailure, InterruptedException {
        if (speech == null) {
            page.send(new FromCaller.Mute(true));
        }
        try {
            settle();
            for (int turn = 0; turn < options.turns(); turn++) {
                utter();
                awaitAnswer();
                if (options.bargeIn()) {
                    bargeIn();
                }
                settle();
            }
        } finally {
            findings.staleFrames += page.playback().staleFrames();
            findings.underruns += page.playback().underruns();
        }
        page.send(new FromCaller.End());
        until(page::isEnded, "the end of the conversation");
        findings.conversationsHeld++;
    }

    private void utter() throws ConversationFailure, InterruptedException {
        var words = speech;
        if (words == null) {
            page.type(options.text());
        } else {
            page.say(words);
        }
        findings.utterances++;
    }

    private void awaitAnswer() throws ConversationFailure, InterruptedException {
        until(() -> page.wordsEndedAt() != Page.NEVER, "its own words to be sent");
        until(() -> page.firstFrameAt() != Page.NEVER, "an answer");
        long nanos = page.firstFrameAt() - page.wordsEndedAt();
        if (nanos < 0) {
            findings.answeredEarly++;
        } else {
            findings.firstFrame.add(nanos / 1e6);
        }
    }

    private void bargeIn() throws ConversationFailure, InterruptedException {
        until(
                () -> page.playback().audibleSamples() >= HEARD_SAMPLES || isSettled(),
                "something to interrupt");
        if (page.playback().isSilent()) {
            findings.tooShortToInterrupt++;
            return;
        }
        utter();
        until(() -> page.wordsBeganAt() != Page.NEVER, "its own words to be sent");
        long began = page.wordsBeganAt();
        until(() -> page.stopAt() > began, "the answer to be stopped");
        findings.bargeInStopped.add((page.stopAt() - began) / 1e6);
        if (page.listeningAt() > began) {
            findings.bargeInHeard.add((page.listeningAt() - began) / 1e6);
        }
        awaitAnswer();
    }

    private void settle() throws ConversationFailure, InterruptedException {
        until(this::isSettled, "its turn");
    }

    private boolean isSettled() {
        return page.quietNanos() >= SETTLED_NANOS;
    }

    /**
     * Goes on with the conversation until something is so. What the caller or Charla says at
     * length, as in an answer being played, takes longer than patience lasts, so its time does not
     * count.
     */
    private void until(BooleanSupplier done, String what)
            throws ConversationFailure, InterruptedException {
        long patience = options.patience().toNanos();
        long since = ticker.nanos();
        while (!done.getAsBoolean()) {
            page.step();
            if (page.isSounding()) {
                since = ticker.nanos();
            } else if (ticker.nanos() - since > patience) {
                throw ConversationFailure.waitedInVainFor(what);
            }
        }
    }
}
