package dev.charla.conversation.state;

import dev.charla.conversation.state.ConversationState.Live;
import dev.charla.protocol.item.ResponseId;
import java.util.ArrayList;
import java.util.List;

/**
 * From a state and an event to the next state and what is to be done: total, without side effects.
 *
 * <p>What is stale is a no-op: the end of a response that was superseded, sound that was stopped,
 * anything after the end. A response ends once, a playout is stopped once.
 */
public final class Transitions {
    private Transitions() {}

    /** The answer to {@code event} in {@code state}. */
    public static Step next(ConversationState state, ConversationEvent event) {
        var step = state.over() ? Step.to(state) : unshown(state, event);
        if (step.state().shown() == state.shown()) {
            return step;
        }
        var effects = new ArrayList<ConversationEffect>(step.effects().size() + 1);
        effects.add(new ConversationEffect.Show(step.state().shown()));
        effects.addAll(step.effects());
        return new Step(step.state(), effects);
    }

    private static Step unshown(ConversationState state, ConversationEvent event) {
        return switch (event) {
            case ConversationEvent.End _ ->
                    Step.to(new ConversationState.Ended(), new ConversationEffect.Close());
            case ConversationEvent.Fail _ ->
                    Step.to(new ConversationState.Failed(), new ConversationEffect.Close());
            case ConversationEvent other ->
                    switch (state) {
                        case ConversationState.Idle _ ->
                                other instanceof ConversationEvent.Begin
                                        ? Step.to(
                                                new ConversationState.Connecting(),
                                                new ConversationEffect.Connect())
                                        : Step.to(state);
                        case ConversationState.Connecting _ ->
                                other instanceof ConversationEvent.ServiceReady
                                        ? Step.to(Live.fresh())
                                        : Step.to(state);
                        case Live live -> live(live, other);
                        case ConversationState.Reconnecting lost -> reconnecting(lost, other);
                        case ConversationState.Ended _, ConversationState.Failed _ ->
                                Step.to(state);
                    };
        };
    }

    private static Step live(Live live, ConversationEvent event) {
        return switch (event) {
            case ConversationEvent.CallerOnset(var interrupts) -> onset(live, interrupts);
            case ConversationEvent.CallerOffset _ ->
                    Step.to(callerSpeaks(live) ? offset(live) : live);
            case ConversationEvent.TurnVoid(var owed) -> turnVoid(live, owed);
            case ConversationEvent.AnswerWanted _ -> answerWanted(live);
            case ConversationEvent.ToolAnswered _ -> toolAnswered(live);
            case ConversationEvent.Interrupted _ -> interrupted(live);
            case ConversationEvent.ResponseBegan(var id) -> responseBegan(live, id);
            case ConversationEvent.ResponseOver(var id) -> responseOver(live, id);
            case ConversationEvent.ResponseRefused(var busy) -> responseRefused(live, busy);
            case ConversationEvent.CancelMissed _ ->
                    live.generation() instanceof Generation.Ending(var id)
                            ? responseOver(live, id)
                            : Step.to(live);
            case ConversationEvent.SoundBegan(var playout) -> soundBegan(live, playout);
            case ConversationEvent.SoundOver(var playout) ->
                    Step.to(
                            live.sound() instanceof Sound.Playing(var newest) && playout >= newest
                                    ? live.with(new Sound.Silent(newest))
                                    : live);
            case ConversationEvent.ServiceLost(var debt) -> lost(live, debt);
            case ConversationEvent.Begin _,
                    ConversationEvent.ServiceReady _,
                    ConversationEvent.End _,
                    ConversationEvent.Fail _ ->
                    Step.to(live);
        };
    }

    /** What was asked for and has not begun is asked for again, unless it is given up. */
    private static Step lost(Live live, Debt debt) {
        var effects = new ArrayList<ConversationEffect>();
        boolean wanted = debt == Debt.OWED || live.answerWanted();
        switch (live.generation()) {
            case Generation.Active(var id) -> {
                effects.add(new ConversationEffect.ResponseLost(id));
                effects.add(new ConversationEffect.ResponseEnded(id));
            }
            case Generation.Ending(var id) -> effects.add(new ConversationEffect.ResponseEnded(id));
            case Generation.Asked(var stillWanted) -> wanted |= stillWanted;
            case Generation.None _ -> {}
        }
        boolean owed = wanted && debt != Debt.GIVEN_UP;
        return new Step(new ConversationState.Reconnecting(live.sound(), owed), effects);
    }

    /** The service is silent; the page goes on playing, and the caller can stop that. */
    private static Step reconnecting(ConversationState.Reconnecting lost, ConversationEvent event) {
        return switch (event) {
            case ConversationEvent.ServiceReady _ -> {
                var live = Live.fresh(lost.sound());
                yield lost.answerOwed() ? requested(live, new ArrayList<>()) : Step.to(live);
            }
            case ConversationEvent.SoundOver(var playout)
                    when lost.sound() instanceof Sound.Playing(var newest) && playout >= newest ->
                    Step.to(
                            new ConversationState.Reconnecting(
                                    new Sound.Silent(newest), lost.answerOwed()));
            case ConversationEvent.Interrupted _
                    when lost.sound() instanceof Sound.Playing(var newest) ->
                    Step.to(
                            new ConversationState.Reconnecting(new Sound.Silent(newest), false),
                            new ConversationEffect.StopPlayback(newest, false));
            case ConversationEvent.Interrupted _ ->
                    Step.to(new ConversationState.Reconnecting(lost.sound(), false));
            case ConversationEvent _ -> Step.to(lost);
        };
    }

    private static boolean callerSpeaks(Live live) {
        return live.floor() == Floor.CALLER || live.floor() == Floor.OVERLAP;
    }

    /** The service cancels its response itself; Charla only lets nothing more of it through. */
    private static Step onset(Live live, boolean interrupts) {
        if (!interrupts) {
            return Step.to(live.with(Floor.OVERLAP));
        }
        var effects = new ArrayList<ConversationEffect>();
        var next = silenced(live, true, effects).with(Floor.CALLER).wanting(false);
        return switch (next.generation()) {
            case Generation.Active(var id) -> {
                effects.add(new ConversationEffect.DropResponse(id));
                yield new Step(next.with(new Generation.Ending(id)), effects);
            }
            case Generation.Asked _ -> new Step(next.with(new Generation.Asked(false)), effects);
            case Generation.None _, Generation.Ending _ -> new Step(next, effects);
        };
    }

    /**
     * A request that has not begun by now will not: the next response is the answer to this turn.
     */
    private static Live offset(Live live) {
        var awaited = live.with(Floor.AWAITED);
        return live.generation().equals(new Generation.Asked(false))
                ? awaited.with(new Generation.None())
                : awaited;
    }

    private static Step turnVoid(Live live, boolean owed) {
        if (live.floor() == Floor.OPEN) {
            return Step.to(live);
        }
        var open = live.with(Floor.OPEN);
        return owed ? requested(open, new ArrayList<>()) : Step.to(open);
    }

    /** While the caller speaks nothing is requested: the answer to the speech covers both. */
    private static Step answerWanted(Live live) {
        var effects = new ArrayList<ConversationEffect>();
        var quiet = cancelled(silenced(live, false, effects), effects);
        return live.floor() == Floor.CALLER ? new Step(quiet, effects) : requested(quiet, effects);
    }

    /**
     * What is said already is heard out. An answer that comes anyhow, to speech, covers this; one
     * that the caller stopped is not wanted.
     */
    private static Step toolAnswered(Live live) {
        boolean covered =
                live.floor() != Floor.OPEN
                        || live.generation() instanceof Generation.Ending
                        || live.generation() instanceof Generation.Asked;
        return covered ? Step.to(live) : requested(live, new ArrayList<>());
    }

    private static Step interrupted(Live live) {
        var effects = new ArrayList<ConversationEffect>();
        return new Step(cancelled(silenced(live, false, effects), effects).wanting(false), effects);
    }

    /** Speech that has begun meanwhile takes the floor from a response that comes late. */
    private static Step responseBegan(Live live, ResponseId id) {
        var effects = new ArrayList<ConversationEffect>();
        switch (live.generation()) {
            case Generation.Active(var former) when !former.equals(id) ->
                    effects.add(new ConversationEffect.ResponseEnded(former));
            case Generation.Ending(var former) when !former.equals(id) ->
                    effects.add(new ConversationEffect.ResponseEnded(former));
            case Generation.Active _, Generation.Ending _ -> {
                return Step.to(live);
            }
            case Generation.None _, Generation.Asked _ -> {}
        }
        var unwanted = live.generation().equals(new Generation.Asked(false));
        if (unwanted || live.floor() == Floor.CALLER) {
            effects.add(new ConversationEffect.DropResponse(id));
            effects.add(new ConversationEffect.CancelResponse(id));
            return new Step(live.with(new Generation.Ending(id)), effects);
        }
        var next = live.with(new Generation.Active(id));
        return new Step(live.floor() == Floor.AWAITED ? next.with(Floor.OPEN) : next, effects);
    }

    private static Step responseOver(Live live, ResponseId id) {
        var current =
                switch (live.generation()) {
                    case Generation.Active(var active) -> active.equals(id);
                    case Generation.Ending(var ending) -> ending.equals(id);
                    case Generation.None _ -> live.answerWanted();
                    case Generation.Asked _ -> false;
                };
        if (!current) {
            return Step.to(live);
        }
        var effects = new ArrayList<ConversationEffect>();
        if (!(live.generation() instanceof Generation.None)) {
            effects.add(new ConversationEffect.ResponseEnded(id));
        }
        var idle = live.with(new Generation.None());
        return idle.answerWanted() ? requested(idle, effects) : new Step(idle, effects);
    }

    /** Busy with a response whose beginning was not told: its end will be. */
    private static Step responseRefused(Live live, boolean busy) {
        return switch (live.generation()) {
            case Generation.Asked(var wanted) -> {
                var idle = live.with(new Generation.None());
                if (busy) {
                    yield Step.to(idle.wanting(wanted || live.answerWanted()));
                }
                yield live.answerWanted() ? requested(idle, new ArrayList<>()) : Step.to(idle);
            }
            case Generation.Active _, Generation.Ending _ ->
                    Step.to(busy ? live.wanting(true) : live);
            case Generation.None _ -> Step.to(live);
        };
    }

    private static Step soundBegan(Live live, long playout) {
        return switch (live.sound()) {
            case Sound.Silent(var over) ->
                    Step.to(playout > over ? live.with(new Sound.Playing(playout)) : live);
            case Sound.Playing(var newest) ->
                    Step.to(live.with(new Sound.Playing(Math.max(newest, playout))));
        };
    }

    private static Live silenced(Live live, boolean bySpeech, List<ConversationEffect> effects) {
        if (!(live.sound() instanceof Sound.Playing(var newest))) {
            return live;
        }
        effects.add(new ConversationEffect.StopPlayback(newest, bySpeech));
        return live.with(new Sound.Silent(newest));
    }

    private static Live cancelled(Live live, List<ConversationEffect> effects) {
        return switch (live.generation()) {
            case Generation.Active(var id) -> {
                effects.add(new ConversationEffect.DropResponse(id));
                effects.add(new ConversationEffect.CancelResponse(id));
                yield live.with(new Generation.Ending(id));
            }
            case Generation.Asked _ -> live.with(new Generation.Asked(false));
            case Generation.None _, Generation.Ending _ -> live;
        };
    }

    private static Step requested(Live live, List<ConversationEffect> effects) {
        if (!(live.generation() instanceof Generation.None)) {
            return new Step(live.wanting(true), effects);
        }
        effects.add(new ConversationEffect.RequestResponse());
        return new Step(live.with(new Generation.Asked(true)).wanting(false), effects);
    }
}
