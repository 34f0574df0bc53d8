package dev.charla.engine.response;

import static org.assertj.core.api.Assertions.assertThat;

import dev.charla.engine.response.ResponseLife.Effect;
import dev.charla.engine.response.ResponseLife.Ending;
import dev.charla.engine.response.ResponseLife.Event;
import dev.charla.engine.response.ResponseLife.State;
import dev.charla.engine.response.ResponseLife.Step;
import dev.charla.protocol.item.ResponseId;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ResponseLifeTest {
    private static final ResponseId A = new ResponseId("resp_a");
    private static final ResponseId B = new ResponseId("resp_b");
    private static final ResponseId C = new ResponseId("resp_c");

    private static final State IDLE = new State.Idle();
    private static final State ACTIVE = new State.Active(A, null);
    private static final State WAITING = new State.Active(A, B);
    private static final State OVER = new State.Over();

    static Stream<Arguments> everyPair() {
        return Stream.of(
                row(IDLE, new Event.Requested(A), ACTIVE, new Effect.Start(A)),
                row(IDLE, new Event.TurnEnded(A), ACTIVE, new Effect.Start(A)),
                row(IDLE, new Event.Made(A, Ending.COMPLETED), IDLE),
                row(IDLE, new Event.CancelRequested(null), IDLE, new Effect.RefuseCancel()),
                row(IDLE, new Event.BargeIn(), IDLE),
                row(IDLE, new Event.SessionOver(), OVER),
                row(ACTIVE, new Event.Requested(B), ACTIVE, new Effect.RefuseSecond(A)),
                row(ACTIVE, new Event.TurnEnded(B), WAITING),
                row(ACTIVE, new Event.Made(A, Ending.FAILED), IDLE, end(A, Ending.FAILED)),
                row(ACTIVE, new Event.Made(B, Ending.COMPLETED), ACTIVE),
                row(ACTIVE, new Event.CancelRequested(null), IDLE, end(A, Ending.CLIENT_CANCELLED)),
                row(ACTIVE, new Event.CancelRequested(A), IDLE, end(A, Ending.CLIENT_CANCELLED)),
                row(ACTIVE, new Event.CancelRequested(B), ACTIVE, new Effect.RefuseCancel()),
                row(ACTIVE, new Event.BargeIn(), IDLE, end(A, Ending.TURN_DETECTED)),
                row(ACTIVE, new Event.SessionOver(), OVER, end(A, Ending.ABANDONED)),
                row(WAITING, new Event.Requested(C), WAITING, new Effect.RefuseSecond(A)),
                row(WAITING, new Event.TurnEnded(C), new State.Active(A, C)),
                row(
                        WAITING,
                        new Event.Made(A, Ending.COMPLETED),
                        new State.Active(B, null),
                        end(A, Ending.COMPLETED),
                        new Effect.Start(B)),
                row(
                        WAITING,
                        new Event.CancelRequested(A),
                        new State.Active(B, null),
                        end(A, Ending.CLIENT_CANCELLED),
                        new Effect.Start(B)),
                row(WAITING, new Event.BargeIn(), IDLE, end(A, Ending.TURN_DETECTED)),
                row(WAITING, new Event.SessionOver(), OVER, end(A, Ending.ABANDONED)),
                row(OVER, new Event.Requested(A), OVER),
                row(OVER, new Event.TurnEnded(A), OVER),
                row(OVER, new Event.Made(A, Ending.COMPLETED), OVER),
                row(OVER, new Event.CancelRequested(null), OVER),
                row(OVER, new Event.BargeIn(), OVER),
                row(OVER, new Event.SessionOver(), OVER));
    }

    @ParameterizedTest
    @MethodSource("everyPair")
    void eachStateAnswersEachEvent(State from, Event event, State to, List<Effect> effects) {
        assertThat(ResponseLife.next(from, event)).isEqualTo(new Step(to, effects));
    }

    @Test
    void everyResponseThatStartsEndsOnceAndNeverTwoAreActiveWhateverHappens() {
        for (long seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            Walk walk = new Walk("seed " + seed);
            for (int i = 0; i < 200; i++) {
                walk.take(someEvent(random, i, walk.newest));
            }
            walk.take(new Event.SessionOver());
            assertThat(walk.active).as(walk.name).isEmpty();
            assertThat(walk.ended).as(walk.name).isEqualTo(walk.started);
        }
    }

    private static Event someEvent(Random random, int i, ResponseId newest) {
        ResponseId fresh = new ResponseId("resp_" + i);
        return switch (random.nextInt(6)) {
            case 0 -> new Event.Requested(fresh);
            case 1 -> new Event.TurnEnded(fresh);
            case 2 -> new Event.Made(newest, Ending.COMPLETED);
            case 3 ->
                    new Event.Made(new ResponseId("resp_" + random.nextInt(i + 1)), Ending.FAILED);
            case 4 -> new Event.CancelRequested(random.nextBoolean() ? null : newest);
            default -> new Event.BargeIn();
        };
    }

    private static final class Walk {
        final String name;
        final Set<ResponseId> started = new HashSet<>();
        final Set<ResponseId> ended = new HashSet<>();
        final Set<ResponseId> active = new HashSet<>();
        ResponseId newest = new ResponseId("resp_none");
        State state = ResponseLife.initial();

        Walk(String name) {
            this.name = name;
        }

        void take(Event event) {
            Step step = ResponseLife.next(state, event);
            state = step.state();
            for (Effect effect : step.effects()) {
                switch (effect) {
                    case Effect.Start(var id) -> {
                        assertThat(started.add(id)).as(name).isTrue();
                        active.add(id);
                        newest = id;
                    }
                    case Effect.End(var id, _) -> {
                        assertThat(ended.add(id)).as(name).isTrue();
                        assertThat(active.remove(id)).as(name).isTrue();
                    }
                    case Effect.RefuseSecond _, Effect.RefuseCancel _ -> {}
                }
                assertThat(active).as(name).hasSizeLessThanOrEqualTo(1);
            }
        }
    }

    private static Arguments row(State from, Event event, State to, Effect... effects) {
        return Arguments.of(from, event, to, List.of(effects));
    }

    private static Effect end(ResponseId id, Ending ending) {
        return new Effect.End(id, ending);
    }
}
