package dev.charla.engine.response;

import dev.charla.protocol.item.ResponseId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The state of the active response, as a pure function: at most one response is active, and each
 * one that starts ends exactly once.
 */
public final class ResponseLife {
    private ResponseLife() {}

    /** The state. */
    public sealed interface State {
        /** No response is active. */
        record Idle() implements State {}

        /**
         * A response is in progress.
         *
         * @param next the answer to a turn that ended meanwhile; it starts when this one ends
         */
        record Active(ResponseId id, @Nullable ResponseId next) implements State {}

        /** The session is over. Nothing starts any more. */
        record Over() implements State {}
    }

    /** Events. */
    public sealed interface Event {
        /** A {@code response.create} of the client, or the agent speaks on its own initiative. */
        record Requested(ResponseId id) implements Event {}

        /** A turn ended and needs an answer. */
        record TurnEnded(ResponseId id) implements Event {}

        /** A response is complete, or it failed. */
        record Made(ResponseId id, Ending ending) implements Event {}

        /**
         * A client's {@code response.cancel}.
         *
         * @param id which one; null for whichever is active
         */
        record CancelRequested(@Nullable ResponseId id) implements Event {}

        /** The caller speaks, and speech interrupts. */
        record BargeIn() implements Event {}

        /** The session is over. */
        record SessionOver() implements Event {}
    }

    /** Effects, in this order. */
    public sealed interface Effect {
        /** Send {@code response.created} and start generating. */
        record Start(ResponseId id) implements Effect {}

        /** Stop generating and send its end. */
        record End(ResponseId id, Ending ending) implements Effect {}

        /** Send an error: another response is active. */
        record RefuseSecond(ResponseId active) implements Effect {}

        /** Send an error: nothing to cancel. */
        record RefuseCancel() implements Effect {}
    }

    /** How a response ends. */
    public enum Ending {
        COMPLETED,
        /** The client asked for it. */
        CLIENT_CANCELLED,
        /** The caller spoke. */
        TURN_DETECTED,
        /** It reached its token limit. */
        MAX_TOKENS,
        /** A content filter blocked the rest. */
        CONTENT_FILTER,
        FAILED,
        /** The session is over; nobody is told. */
        ABANDONED
    }

    /** The next state and the effects. */
    public record Step(State state, List<Effect> effects) {
        public Step {
            effects = List.copyOf(effects);
        }

        static Step to(State state, Effect... effects) {
            return new Step(state, List.of(effects));
        }
    }

    /** The state a session begins in. */
    public static State initial() {
        return new State.Idle();
    }

    /** The next step; defined for every pair of state and event. */
    public static Step next(State state, Event event) {
        return switch (state) {
            case State.Over over -> Step.to(over);
            case State.Idle idle -> whileIdle(idle, event);
            case State.Active active -> whileActive(active, event);
        };
    }

    private static Step whileIdle(State.Idle idle, Event event) {
        return switch (event) {
            case Event.Requested(var id) -> start(id);
            case Event.TurnEnded(var id) -> start(id);
            case Event.CancelRequested _ -> Step.to(idle, new Effect.RefuseCancel());
            // Its end was sent when it was cancelled.
            case Event.Made _ -> Step.to(idle);
            case Event.BargeIn _ -> Step.to(idle);
            case Event.SessionOver _ -> Step.to(new State.Over());
        };
    }

    private static Step whileActive(State.Active active, Event event) {
        return switch (event) {
            case Event.Requested _ -> Step.to(active, new Effect.RefuseSecond(active.id()));
            // A later turn replaces one that still waits: its answer covers both.
            case Event.TurnEnded(var id) -> Step.to(new State.Active(active.id(), id));
            case Event.Made(var id, var ending) ->
                    id.equals(active.id()) ? end(active, ending) : Step.to(active);
            case Event.CancelRequested(var id) ->
                    id == null || id.equals(active.id())
                            ? end(active, Ending.CLIENT_CANCELLED)
                            : Step.to(active, new Effect.RefuseCancel());
            case Event.BargeIn _ ->
                    // The turn being spoken now will be answered, and the waiting turn with it.
                    Step.to(new State.Idle(), new Effect.End(active.id(), Ending.TURN_DETECTED));
            case Event.SessionOver _ ->
                    Step.to(new State.Over(), new Effect.End(active.id(), Ending.ABANDONED));
        };
    }

    private static Step start(ResponseId id) {
        return Step.to(new State.Active(id, null), new Effect.Start(id));
    }

    private static Step end(State.Active active, Ending ending) {
        Effect end = new Effect.End(active.id(), ending);
        ResponseId next = active.next();
        return next == null
                ? Step.to(new State.Idle(), end)
                : Step.to(new State.Active(next, null), end, new Effect.Start(next));
    }
}
