package dev.charla.test;

import dev.charla.audio.Pcm16;
import dev.charla.audio.Resampler;
import dev.charla.audio.Wav;
import dev.charla.conversation.browser.CallerMessage;
import dev.charla.test.report.Recording;
import dev.charla.test.sound.TonalVoice;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who talks with an agent: speaks into a microphone, and listens to what the page plays.
 *
 * <p>What the caller does takes its time: {@link #says} returns when the last word was said, in the
 * time of the conversation, which is no time for who runs the test. What the caller expects to hear
 * is waited for, up to half a minute of that time. An expectation that is not met throws a {@link
 * RehearsalFailure}.
 *
 * <p>Confined to the thread of the test.
 */
public final class Caller {
    /** Nobody waits longer for an answer. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** After what was not yet said in this time, nothing is taken to follow. */
    private static final Duration TO_SETTLE = Duration.ofSeconds(5);

    private final Line line;

    Caller(Line line) {
        this.line = line;
    }

    // What the caller does.

    /** Says {@code text}, in a voice that the ears of the rehearsal understand word for word. */
    public Caller says(String text) {
        return speak(TonalVoice.say(text), "“" + text + "”");
    }

    /**
     * Says what was recorded. The ears of a rehearsal do not understand it: its script says what is
     * {@code heard} in this turn.
     */
    public Caller says(Wav recorded) {
        var mono = recorded.mono();
        var audio =
                mono.sampleRateHz() == Recording.RATE_HZ
                        ? mono
                        : Resampler.convert(mono, Recording.RATE_HZ);
        return speak(audio, "a recording of " + audio.duration().toMillis() + " ms");
    }

    private Caller speak(Pcm16 audio, String what) {
        line.acts();
        var microphone = line.page.microphone();
        line.stage.run(() -> microphone.speak(audio));
        line.stage.runUntil(
                () -> !microphone.speaking(), audio.duration().plus(Duration.ofSeconds(1)));
        line.acted(what);
        return this;
    }

    /** Types {@code text} and sends it. */
    public Caller types(String text) {
        return sends(new CallerMessage.Text(text), "types “" + text + "”");
    }

    /** Does nothing for {@code time}. */
    public Caller pauses(Duration time) {
        line.acts();
        line.stage.pass(time);
        line.acted("pauses");
        return this;
    }

    /** Says {@code text} while the agent speaks; when, is said next. */
    public BargeIn bargesIn(String text) {
        line.acts();
        line.pending = text;
        return new BargeIn(line, this, text);
    }

    /**
     * Says something short such as “uh-huh” while the agent speaks, which is no turn: what the
     * caller was listening to goes on being listened to.
     */
    public Caller backChannels(String text) {
        int unheard = line.unheard;
        var since = line.since;
        says(text);
        line.unheard = unheard;
        line.since = since;
        return this;
    }

    /** Waits for the card that asks before a tool is run, and agrees. */
    public Caller approves() {
        return decides(true);
    }

    /** Waits for the card that asks before a tool is run, and does not agree. */
    public Caller declines() {
        return decides(false);
    }

    private Caller decides(boolean approved) {
        line.until(() -> line.page.asking() != null, PATIENCE);
        var card = line.page.asking();
        if (card == null) {
            throw line.failure("No tool asked the caller for leave within 30 s.");
        }
        return sends(
                new CallerMessage.Approval(card.id(), approved),
                (approved ? "approves " : "declines ") + card.name());
    }

    /** Ends the conversation, and is told that it is over. */
    public Caller hangsUp() {
        sends(new CallerMessage.End(), "hangs up");
        if (!line.until(line::over, TO_SETTLE)) {
            throw line.failure("The conversation went on after the caller had hung up.");
        }
        return this;
    }

    /** Loses the connection to Charla for {@code time}, and comes back. */
    public Caller losesConnection(Duration time) {
        line.acts();
        line.stage.run(line.page::loseConnection);
        line.stage.pass(time);
        var back = new boolean[1];
        line.stage.run(() -> back[0] = line.page.comeBack());
        line.acted("loses the connection");
        if (!back[0]) {
            throw line.failure("The conversation was over when the caller came back.");
        }
        return this;
    }

    private Caller sends(CallerMessage message, String what) {
        line.acts();
        line.stage.run(() -> line.page.send(message));
        line.acted(what);
        return this;
    }

    // What the caller expects.

    /**
     * Hears these words of the agent's, whatever their capitals and marks, after what was expected
     * before and after the caller's own turn began.
     */
    public Heard hears(String words) {
        var before = line.since;
        var phrase = new Phrase(words);
        var place = placeOf(phrase);
        if (place == null) {
            throw line.failure("The caller did not hear " + phrase + " within 30 s.");
        }
        line.unheard = place.to();
        var first = line.recording.words().get(place.from());
        var last = line.recording.words().get(place.to() - 1);
        if (last.to().compareTo(line.since) > 0) {
            line.since = last.to();
        }
        return new Heard(line, phrase, before, first.from());
    }

    private Phrase.@Nullable Place placeOf(Phrase phrase) {
        var words = line.recording.words();
        var place = phrase.in(words, line.unheard);
        boolean more = true;
        var left = line.stage.now().plus(PATIENCE);
        while (place == null && more) {
            int known = words.size();
            more = line.until(() -> words.size() > known, left.minus(line.stage.now()));
            place = phrase.in(words, line.unheard);
        }
        return place;
    }

    /** The agent, who was speaking when the caller began to, falls silent. */
    public StopsHearing stopsHearing() {
        return StopsHearing.of(line);
    }

    /** The stretches in which nobody was heard though the caller waited, until now. */
    public Silence silence() {
        return new Silence(line);
    }

    /** The agent calls this tool; each call meets one expectation, in order. */
    public ToolCalled expectToolCall(String name) {
        line.until(() -> callOf(name) >= 0, PATIENCE);
        int number = callOf(name);
        if (number < 0) {
            throw line.failure("The agent did not call the tool '" + name + "' within 30 s.");
        }
        line.uncalled = number + 1;
        return new ToolCalled(line, line.calls.get(number));
    }

    private int callOf(String name) {
        for (int i = line.uncalled; i < line.calls.size(); i++) {
            if (line.calls.get(i).name().equals(name)) {
                return i;
            }
        }
        return -1;
    }

    /** The agent has called no tool but those that were expected. */
    public Caller noToolCall() {
        if (line.uncalled < line.calls.size()) {
            var call = line.calls.get(line.uncalled);
            throw line.failure(
                    "The agent called the tool '%s' with %s, which was not expected."
                            .formatted(call.name(), call.arguments()));
        }
        return this;
    }

    /** The caller is handed to the agent of that name, as the last of them. */
    public Caller handedOffTo(String agent) {
        if (!line.until(() -> lastAgent().equals(agent), PATIENCE)) {
            throw line.failure("The caller was not handed to '" + agent + "' within 30 s.");
        }
        return this;
    }

    private String lastAgent() {
        var agents = line.page.agents();
        return agents.isEmpty() ? "" : agents.getLast();
    }

    /** What the caller has heard until now, and not what the agent meant to say. */
    public HeardTranscript transcript() {
        return new HeardTranscript(line);
    }

    /**
     * The page shows these captions, in this order, of an interrupted answer the part that was
     * heard. A page that has not come so far is given five seconds.
     */
    public Caller captionsAre(String... captions) {
        var expected = List.of(captions);
        if (!line.until(() -> captions().equals(expected), TO_SETTLE)
                && !captions().equals(expected)) {
            throw line.failure("The captions are " + captions() + ", not " + expected + ".");
        }
        return this;
    }

    private List<String> captions() {
        return line.page.captions().stream()
                .map(caption -> {
                    var heard = caption.heard();
                    return heard == null ? caption.text() : caption.text().substring(0, heard);
                })
                .filter(text -> !text.isEmpty())
                .toList();
    }

    /** How long answers took until they were heard. */
    public AnswerTimes latency() {
        return new AnswerTimes(line);
    }

    /** Tokens of both sides until now, as the service counts them. */
    public long usage() {
        return line.tokens;
    }

    /** Time since the conversation began. */
    public Duration now() {
        return line.stage.now();
    }
}
