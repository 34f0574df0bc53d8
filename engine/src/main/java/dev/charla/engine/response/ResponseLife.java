package dev.charla.engine.response;

import dev.charla.protocol.item.ResponseId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which response of a session is active, as a pure function: at most one at a time, and every one
 * that starts ends once.
 */
public final class ResponseLife {
    private ResponseLife() {}

    /** What is going on. */
    public sealed interface State {
        /** No response is active. */
        record Idle() implements State {}

        /**
         * A response is being made.
         *
         * @param next the answer to a turn that ended meanwhile, which starts when this one ends
         */
        record Active(ResponseId id, @Nullable ResponseId next) implements State {}

        /** The session is over. Nothing starts any more. */
        record Over() implements State {}
    }

    /** What happens to responses. */
    public sealed interface Event {
        /** A client's {@code response.create}, or the agent wants to speak by itself. */
        record Requested(ResponseId id) implements Event {}

        /** A turn ended and is to be answered. */
        record TurnEnded(ResponseId id) implements Event {}

        /** All of a response has been made, or its making failed. */
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

    /** What is to be done about it, in this order. */
    public sealed interface Effect {
        /** Tell that the response exists and begin to make it. */
        record Start(ResponseId id) implements Effect {}

        /** Stop making it and tell its end. */
        record End(ResponseId id, Ending ending) implements Effect {}

        /** Answer that another response is active. */
        record RefuseSecond(ResponseId active) implements Effect {}

        /** Answer that there is nothing to cancel. */
        record RefuseCancel() implements Effect {}
    }

    /** How a response ends. */
    public enum Ending {
        COMPLETED,
        /** The client asked for it. */
        CLIENT_CANCELLED,
        /** The caller spoke. */
        TURN_DETECTED,
        /** It reached the most tokens it may have. */
        MAX_TOKENS,
        /** A content filter withheld the rest. */
        CONTENT_FILTER,
        FAILED,
        /** The session is over; nobody is told. */
        ABANDONED
    }

    /** A state and the way there. */
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

    /** What comes after; defined for every pair. */
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
            // Its end was told when it was cancelled.
            case Event.Made _ -> Step.to(idle);
            case Event.BargeIn _ -> Step.to(idle);
            case Event.SessionOver _ -> Step.to(new State.Over());
        };
    }

    private static Step whileActive(State.Active active, Event event) {
        return switch (event) {
            case Event.Requested _ -> Step.to(active, new Effect.RefuseSecond(active.id()));
            // A later turn takes the place of one that still waits: its answer covers both.
            case Event.TurnEnded(var id) -> Step.to(new State.Active(active.id(), id));
            case Event.Made(var id, var ending) ->
                    id.equals(active.id()) ? end(active, ending) : Step.to(active);
            case Event.CancelRequested(var id) ->
                    id == null || id.equals(active.id())
                            ? end(active, Ending.CLIENT_CANCELLED)
                            : Step.to(active, new Effect.RefuseCancel());
            case Event.BargeIn _ ->
                    // The words now being spoken will be answered; the waiting turn with them.
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
